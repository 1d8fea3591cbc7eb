import type { Hub } from "./hub.ts";
import { createLiveEntries } from "./live-entries.ts";
import type { TypingState } from "./realtime-policy.ts";
import { createReplica } from "./replicate.ts";
import { ownRoom } from "./rooms.ts";

const EXPIRES_MS = 6000;

export interface Typing {
  userId: number;
  name: string;
  accountId: number;
  conversationId: number;
  state: TypingState;
  isPrivate: boolean;
  /** Who hears of it. */
  rooms: string[];
}

/** Who types where: told to the others, and taken back after six seconds of silence. */
export function createTyping(hub: Hub) {
  const entries = createLiveEntries<Typing>(EXPIRES_MS);
  const announce = (typing: Typing) => {
    hub.io.local
      .to(typing.rooms)
      .except(ownRoom(typing.userId))
      .emit("typing", {
        account_id: typing.accountId,
        conversation_id: typing.conversationId,
        person: { kind: "user", id: typing.userId, name: typing.name },
        state: typing.state,
        is_private: typing.isPrivate,
      });
  };
  const replica = createReplica<Typing>(hub, "typing", (typing) => {
    const key = keyOf(typing);
    if (typing.state !== "off") entries.beat(key, typing);
    else if (!entries.end(key)) return;
    announce(typing);
  });
  return {
    tell: (typing: Typing) => replica.tell(typing),
    /** The person left: whatever they typed here has ended. */
    leave(userId: number, accountId: number) {
      for (const typing of entries.values()) {
        if (typing.userId === userId && typing.accountId === accountId) replica.tell({ ...typing, state: "off" });
      }
    },
    expire() {
      for (const typing of entries.takeExpired()) announce({ ...typing, state: "off" });
    },
  };
}

const keyOf = ({ userId, accountId, conversationId }: Typing): string => `${userId}:${accountId}:${conversationId}`;
