import type { z } from "zod";
import { cached } from "../cache.ts";
import { runtime } from "../runtime.ts";
import type { createPresence } from "./presence.ts";
import type { RealtimePolicy, TypingState } from "./realtime-policy.ts";
import { AUDIENCE_CACHE, type createSocketAccess, type MemberSocket } from "./socket-access.ts";
import type { createTyping } from "./typing.ts";
import type { createViewers } from "./viewers.ts";

/** What sockets can change. */
export interface Live {
  policy: RealtimePolicy;
  access: ReturnType<typeof createSocketAccess>;
  typing: ReturnType<typeof createTyping>;
  viewers: ReturnType<typeof createViewers>;
  presence: ReturnType<typeof createPresence>;
}

const AUDIENCE_MS = 15_000;
const TYPED_EVERY_MS = 5000;
/** More than any screen sends; what is above is dropped. */
const MOST_PER_SECOND = 20;

type Answer = (answer: { ok: boolean }) => void;

/** Listens to what a signed-in socket says: a closed set, each checked, each answered with `{ ok }` where asked for. */
export function hearSocket(socket: MemberSocket, live: Live): void {
  const { clientEvents } = live.policy;
  const isTooMuch = rateLimit();
  const on = <T>(name: keyof typeof clientEvents, schema: z.ZodType<T>, handle: (said: T) => Promise<boolean>) => {
    socket.on(
      name as never,
      ((said: unknown, answer?: unknown) => {
        const reply: Answer = typeof answer === "function" ? (answer as Answer) : () => undefined;
        const parsed = schema.safeParse(said);
        if (!parsed.success || isTooMuch()) return reply({ ok: false });
        handle(parsed.data).then(
          (ok) => reply({ ok }),
          (err) => {
            runtime().log.error({ err, event: name, userId: socket.data.person.userId }, "a socket's event failed");
            reply({ ok: false });
          },
        );
      }) as never,
    );
  };
  on("join", clientEvents.join, ({ account_id }) => join(socket, live, account_id));
  on("presence", clientEvents.presence, async ({ account_id }) => beat(socket, live, account_id));
  on("viewing", clientEvents.viewing, (said) => view(socket, live, said));
  on("typing", clientEvents.typing, typist(socket, live));
  // Answers to pings come also from tabs whose timers the browser slows down.
  socket.conn.on("heartbeat", () => beat(socket, live, socket.data.joined?.accountId));
  socket.on("disconnect" as never, (() => leave(socket, live)) as never);
}

async function join(socket: MemberSocket, live: Live, accountId: number): Promise<boolean> {
  if (socket.data.joined && socket.data.joined.accountId !== accountId) leave(socket, live);
  if (!(await live.access.join(socket, accountId))) return false;
  beat(socket, live, accountId);
  live.viewers.catchUp(socket as never);
  await live.presence.catchUp(socket as never, accountId);
  return true;
}

function beat({ data }: MemberSocket, { presence }: Live, accountId: number | undefined): boolean {
  if (accountId === undefined || data.joined?.accountId !== accountId) return false;
  presence.beat({ accountId, userId: data.person.userId });
  return true;
}

async function view(
  socket: MemberSocket,
  live: Live,
  said: { account_id: number; conversation_id: number | null },
): Promise<boolean> {
  const { joined } = socket.data;
  if (joined?.accountId !== said.account_id) return false;
  if (said.conversation_id === null) {
    live.viewers.leave(socket.id);
    return true;
  }
  const rooms = await audience(socket, live, said.conversation_id);
  if (!rooms || !socket.connected) return false;
  live.viewers.view({
    socketId: socket.id,
    accountId: joined.accountId,
    conversationId: said.conversation_id,
    viewer: joined.viewer,
    rooms,
  });
  return true;
}

interface Typed {
  account_id: number;
  conversation_id: number;
  state: TypingState;
  is_private: boolean;
}

function typist(socket: MemberSocket, live: Live): (said: Typed) => Promise<boolean> {
  let passedOn = { key: "", at: 0 };
  return async ({ account_id: accountId, conversation_id: conversationId, state, is_private: isPrivate }) => {
    if (socket.data.joined?.accountId !== accountId) return false;
    const rooms = await audience(socket, live, conversationId);
    if (!rooms) return false;
    const { userId, name } = socket.data.person;
    live.typing.tell({ userId, name, accountId, conversationId, state, isPrivate, rooms });
    const key = `${conversationId}:${state}:${isPrivate}`;
    if (passedOn.key === key && Date.now() - passedOn.at < TYPED_EVERY_MS) return true;
    passedOn = { key, at: Date.now() };
    await live.policy.typed({ userId, accountId, conversationId, state, isPrivate });
    return true;
  };
}

function leave(socket: MemberSocket, live: Live): void {
  live.viewers.leave(socket.id);
  const { joined, person } = socket.data;
  if (joined) live.typing.leave(person.userId, joined.accountId);
}

function audience({ data }: MemberSocket, { policy }: Live, conversationId: number): Promise<string[] | null> {
  const { userId } = data.person;
  const accountId = data.joined?.accountId ?? 0;
  const key = `${userId}:${accountId}:${conversationId}`;
  return cached(AUDIENCE_CACHE, key, AUDIENCE_MS, () => policy.audience(userId, accountId, conversationId));
}

function rateLimit(): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const now = Math.floor(Date.now() / 1000);
    count = now === second ? count + 1 : 1;
    second = now;
    return count > MOST_PER_SECOND;
  };
}
