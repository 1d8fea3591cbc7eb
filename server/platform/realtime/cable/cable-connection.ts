import type { WebSocket } from "ws";
import { z } from "zod";
import { runtime } from "../../runtime.ts";
import type { CableSubscriber } from "../realtime-policy.ts";
import type { CableListener } from "./cable-rooms.ts";

/** Somebody who does not read shall not fill our memory. */
const MOST_UNREAD_BYTES = 1_000_000;
const MOST_SUBSCRIPTIONS = 32;
const MOST_PER_SECOND = 20;

const command = z.object({
  command: z.enum(["subscribe", "unsubscribe", "message"]),
  identifier: z.string().max(2000),
  data: z.string().max(10_000).optional(),
});
const room = z.object({
  channel: z.literal("RoomChannel"),
  pubsub_token: z.string().min(1).max(255),
  account_id: z.coerce.number().int().positive().optional().catch(undefined),
  user_id: z.coerce.number().int().positive().optional().catch(undefined),
});
const action = z.object({ action: z.string() });

/** What a client names when it subscribes. */
export type CableIdentifier = z.infer<typeof room>;

export interface CableSubscription extends CableListener {
  subscriber: CableSubscriber;
  named: CableIdentifier;
}

/** What a connection asks of its server. */
export interface CableHost {
  /** Null for whoever may not. The subscription is then in its rooms. */
  join(named: CableIdentifier, hear: (text: string) => void): Promise<CableSubscription | null>;
  leave(subscription: CableSubscription): void;
  /** Somebody is there; the answer goes to them alone. */
  present(subscription: CableSubscription): Promise<void>;
}

export type CableConnection = ReturnType<typeof createCableConnection>;

/** One plain WebSocket and its subscriptions (contract, realtime §1). */
export function createCableConnection(socket: WebSocket, host: CableHost) {
  const subscriptions = new Map<string, CableSubscription>();
  let queue = Promise.resolve();
  const rate = { second: 0, count: 0 };

  const send = (text: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_UNREAD_BYTES) socket.terminate();
    else socket.send(text);
  };
  const say = (type: string, identifier: string) => send(JSON.stringify({ identifier, type }));

  async function subscribe(identifier: string): Promise<void> {
    if (subscriptions.has(identifier)) return;
    const named = room.safeParse(parse(identifier));
    const quoted = JSON.stringify(identifier);
    const hear = (text: string) => send(`{"identifier":${quoted},"message":${text}}`);
    const isRoom = named.success && subscriptions.size < MOST_SUBSCRIPTIONS;
    const subscription = isRoom ? await host.join(named.data, hear) : null;
    if (!subscription) return say("reject_subscription", identifier);
    if (socket.readyState !== socket.OPEN) return host.leave(subscription);
    subscriptions.set(identifier, subscription);
    say("confirm_subscription", identifier);
    await host.present(subscription);
  }

  function unsubscribe(identifier: string): void {
    const subscription = subscriptions.get(identifier);
    if (!subscription) return;
    subscriptions.delete(identifier);
    host.leave(subscription);
  }

  async function obey(text: string): Promise<void> {
    const parsed = command.safeParse(parse(text));
    if (!parsed.success) return;
    const { command: name, identifier, data } = parsed.data;
    if (name === "subscribe") return subscribe(identifier);
    if (name === "unsubscribe") return unsubscribe(identifier);
    const subscription = subscriptions.get(identifier);
    const said = action.safeParse(parse(data ?? ""));
    if (subscription && said.data?.action === "update_presence") await host.present(subscription);
  }

  socket.on("message", (raw) => {
    const second = Math.floor(Date.now() / 1000);
    rate.count = second === rate.second ? rate.count + 1 : 1;
    rate.second = second;
    if (rate.count > MOST_PER_SECOND) return;
    // One after the other: what was said first holds first.
    queue = queue
      .then(() => obey(String(raw)))
      .catch((err) => runtime().log.error({ err }, "a command on /cable failed"));
  });
  socket.once("close", () => {
    for (const identifier of [...subscriptions.keys()]) unsubscribe(identifier);
  });

  return {
    socket,
    send,
    subscriptions: () => [...subscriptions.values()],
    /** The right to listen has ended. */
    reject(subscription: CableSubscription): void {
      for (const [identifier, other] of subscriptions) {
        if (other !== subscription) continue;
        unsubscribe(identifier);
        say("reject_subscription", identifier);
      }
    },
  };
}

/** `undefined` for what is no JSON: clients of all kinds connect here. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
