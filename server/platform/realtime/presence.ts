import type { Socket } from "socket.io";
import { cached } from "../cache.ts";
import { runtime } from "../runtime.ts";
import type { Hub } from "./hub.ts";
import { createLiveEntries } from "./live-entries.ts";
import type { RealtimePolicy } from "./realtime-policy.ts";
import { createReplica } from "./replicate.ts";
import { everyoneRoom } from "./rooms.ts";

const VALID_MS = 20_000;
/** When a whole team comes back at once, its members hear of it together and not of each one. */
const TOGETHER_MS = 1000;

interface Present {
  accountId: number;
  userId: number;
}

/** Who has a screen of an account open. A second tab changes nothing. */
export function createPresence(hub: Hub, policy: RealtimePolicy) {
  const entries = createLiveEntries<Present>(VALID_MS);
  const due = new Map<number, NodeJS.Timeout>();
  const payload = async (accountId: number) => ({
    account_id: accountId,
    users: await cached("availabilities", String(accountId), TOGETHER_MS, () => policy.availabilities(accountId)),
  });
  const announce = async (accountId: number) => {
    due.delete(accountId);
    if (!hub.io.of("/").adapter.rooms.has(everyoneRoom(accountId))) return;
    try {
      hub.io.local.to(everyoneRoom(accountId)).emit("presence", await payload(accountId));
    } catch (err) {
      runtime().log.error({ err, accountId }, "presence could not be announced");
    }
  };
  const announceSoon = (accountId: number) => {
    if (!due.has(accountId))
      due.set(
        accountId,
        setTimeout(() => void announce(accountId), TOGETHER_MS),
      );
  };
  const replica = createReplica<Present>(hub, "presence", (present) => {
    policy.notePresence(present.accountId, present.userId);
    if (!entries.beat(`${present.accountId}:${present.userId}`, present)) announceSoon(present.accountId);
  });
  return {
    beat: (present: Present) => replica.tell(present),
    /** Availability changed, or somebody left the account. */
    announceSoon,
    catchUp: async (socket: Socket, accountId: number) => void socket.emit("presence", await payload(accountId)),
    expire() {
      for (const { accountId, userId } of entries.takeExpired()) {
        policy.endPresence(accountId, userId);
        announceSoon(accountId);
      }
    },
    close() {
      for (const timer of due.values()) clearTimeout(timer);
    },
  };
}
