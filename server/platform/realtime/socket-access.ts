import { and, gt, inArray, sql } from "drizzle-orm";
import type { Server, Socket } from "socket.io";
import { sessions } from "#db/schema/accounts.ts";
import { forget } from "../cache.ts";
import { runtime } from "../runtime.ts";
import type { AccessChange } from "./access-changes.ts";
import { identifySocket, type Person } from "./identify-socket.ts";
import type { RealtimePolicy, Viewer } from "./realtime-policy.ts";
import { everyoneRoom } from "./rooms.ts";

/** What a socket is allowed to hear. `joined` is null until it has joined an account, and after the membership ended. */
export interface SocketData {
  person: Person;
  joined: { accountId: number; viewer: Viewer; rooms: string[] } | null;
}

export type MemberSocket = Socket<
  Record<string, never>,
  Record<string, (...args: unknown[]) => void>,
  Record<string, never>,
  SocketData
>;

/** Answers of `audience` that may be a few seconds old; dropped when somebody's rights change. */
export const AUDIENCE_CACHE = "socket-audience";

/** Keeps the rooms of sockets in step with what their people may see. */
export function createSocketAccess(io: Server, policy: RealtimePolicy) {
  let changes = 0;
  const socketsHere = (): MemberSocket[] => [...io.of("/").sockets.values()] as unknown as MemberSocket[];

  /** @returns is this person a member? The socket then has exactly the rooms of this account */
  async function join(socket: MemberSocket, accountId: number): Promise<boolean> {
    const { userId } = socket.data.person;
    let seen: number;
    let member: Awaited<ReturnType<RealtimePolicy["member"]>>;
    do {
      // A change while we ask would be lost otherwise: what was read may be older than it.
      seen = changes;
      member = await policy.member(userId, accountId);
    } while (seen !== changes);
    const rooms = member ? [...new Set([...member.rooms, everyoneRoom(accountId)])] : [];
    for (const room of socket.data.joined?.rooms ?? []) if (!rooms.includes(room)) socket.leave(room);
    if (!socket.connected) return false;
    socket.join(rooms);
    socket.data.joined = member && { accountId, viewer: member.viewer, rooms };
    return member !== null;
  }

  /** Rights may have changed: rooms follow, and sockets whose session ended are closed. */
  async function refresh(sockets: MemberSocket[]): Promise<void> {
    changes++;
    forget(AUDIENCE_CACHE);
    await closeSignedOut(sockets);
    for (const socket of sockets) {
      const before = socket.data.joined;
      if (!socket.connected || !before) continue;
      await join(socket, before.accountId);
      const after = socket.data.joined?.rooms ?? [];
      const isSame = before.rooms.length === after.length && before.rooms.every((room) => after.includes(room));
      if (!isSame) socket.emit("access.changed", { account_id: before.accountId });
    }
  }

  return {
    join,
    /** Looks again at the sockets that a change concerns. */
    async apply({ accountId, userIds }: AccessChange): Promise<void> {
      const concerned = socketsHere().filter(({ data }) =>
        userIds === null ? data.joined?.accountId === accountId : userIds.includes(data.person.userId),
      );
      await refresh(concerned);
    },
    /** Looks at all of them: a change may have been missed. */
    refreshAll: () => refresh(socketsHere()),
    closeSignedOut: () => closeSignedOut(socketsHere()),
  };
}

async function closeSignedOut(sockets: MemberSocket[]): Promise<void> {
  const ids = [...new Set(sockets.flatMap(({ data }) => data.person.sessionId ?? []))];
  const alive = new Set<string>();
  for (let start = 0; start < ids.length; start += 1000) {
    const rows = await runtime()
      .db.select({ id: sessions.id })
      .from(sessions)
      .where(and(inArray(sessions.id, ids.slice(start, start + 1000)), gt(sessions.expiresAt, sql`now()`)));
    for (const { id } of rows) alive.add(id);
  }
  for (const socket of sockets) {
    const { sessionId } = socket.data.person;
    const isSignedIn = sessionId === undefined ? await tokenIsValid(socket) : alive.has(sessionId);
    if (!isSignedIn) socket.disconnect(true);
  }
}

const tokenIsValid = async (socket: MemberSocket): Promise<boolean> =>
  (await identifySocket(socket.request, socket.handshake.auth)) !== null;
