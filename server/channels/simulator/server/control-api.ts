import { z } from "zod";
import { groupRoutes } from "./control-groups.ts";
import { totals, vote, writeMessage } from "./control-messages.ts";
import type { ApiAnswer } from "./provider-api.ts";
import { newSimulatorState, type SimulatorState, wireChat, wirePerson } from "./simulator-state.ts";
import {
  getMessage,
  postReceipt,
  setConnection,
  setDeleted,
  setReaction,
  setStatus,
  setText,
  type World,
} from "./world.ts";

interface Call {
  world: World;
  parts: string[];
  body: unknown;
}

const ok = (body: unknown = { ok: true }): ApiAnswer => ({ status: 200, body });
const phone = z.string().regex(/^\d{7,15}$/);

/** The player's side: the page and tests play customers and the provider's moods with it. No token, loopback only. */
export const controlRoutes: Record<string, (call: Call) => ApiAnswer | Promise<ApiAnswer>> = {
  "GET /control/state": ({ world }) => ok(snapshot(world)),
  "GET /control/calls": ({ world }) => ok({ calls: world.state.calls }),
  "POST /control/messages": writeMessage,
  "POST /control/reactions": ({ world, body }) => {
    const { from, message_id, emoji } = z
      .object({ from: phone.optional(), message_id: z.string(), emoji: z.string() })
      .parse(body);
    setReaction(world, getMessage(world, message_id), from ?? null, emoji);
    return ok();
  },
  "POST /control/edits": ({ world, body }) => {
    const { message_id, text } = z.object({ message_id: z.string(), text: z.string().min(1) }).parse(body);
    setText(world, getMessage(world, message_id), text);
    return ok();
  },
  "POST /control/deletions": ({ world, body }) => {
    setDeleted(world, getMessage(world, z.object({ message_id: z.string() }).parse(body).message_id));
    return ok();
  },
  "POST /control/votes": vote,
  "POST /control/typing": ({ world, body }) => {
    const { from, state } = z.object({ from: phone, state: z.enum(["on", "off", "recording"]) }).parse(body);
    world.poster.post({ kind: "typing", chat: wireChat(world.state, from), state });
    return ok();
  },
  "POST /control/reads": ({ world, body }) => {
    const { chat } = z.object({ chat: z.string() }).parse(body);
    const unread = [...world.state.messages.values()].filter(
      (message) =>
        message.chat === chat && message.from === null && message.status !== "read" && message.status !== "failed",
    );
    for (const message of unread) setStatus(world, message, "read");
    return ok({ read: unread.length });
  },
  "POST /control/receipts": ({ world, body }) => {
    const { message_id, ...receipt } = z
      .object({ message_id: z.string(), phone, status: z.enum(["delivered", "read"]) })
      .parse(body);
    postReceipt(world, getMessage(world, message_id), receipt);
    return ok();
  },
  "POST /control/statuses": ({ world, body }) => {
    const input = z
      .object({
        message_id: z.string(),
        status: z.enum(["sent", "delivered", "read", "failed"]),
        reason: z.string().optional(),
      })
      .parse(body);
    setStatus(world, getMessage(world, input.message_id), input.status, input.reason);
    return ok();
  },
  "POST /control/people": ({ world, body }) => {
    const person = z.object({ phone, name: z.string().max(255), refusesGroups: z.boolean().optional() }).parse(body);
    world.state.people.set(person.phone, { ...world.state.people.get(person.phone), ...person });
    world.poster.post({ kind: "contact", person: wirePerson(world.state, person.phone) });
    world.changed();
    return ok(person);
  },
  "POST /control/connection": ({ world, body }) => {
    const input = z
      .object({ state: z.enum(["connecting", "qr", "open", "closed", "error"]), error: z.string().optional() })
      .parse(body);
    setConnection(world, input.state, input.error);
    return ok();
  },
  "POST /control/switches": ({ world, body }) => {
    Object.assign(world.state.switches, switches.parse(body));
    world.changed();
    return ok(world.state.switches);
  },
  "POST /control/raw": ({ world, body }) => {
    world.poster.postRaw(body);
    return ok();
  },
  "POST /control/idle": async ({ world }) => {
    await Promise.race([world.poster.idle(), new Promise((resolve) => setTimeout(resolve, 10_000))]);
    return ok({ posted: world.poster.posted });
  },
  "POST /control/reset": ({ world }) => {
    const { token, phone: own, webhook } = world.state;
    Object.assign(world.state, newSimulatorState(token, own), { webhook });
    world.changed();
    return ok();
  },
  ...groupRoutes,
};

const switches = z
  .object({
    latencyMs: z.number().int().min(0).max(60_000),
    failWith: z.number().int().min(0).max(599),
    throttle: z.boolean(),
    loseAnswers: z.boolean(),
    offline: z.boolean(),
    duplicate: z.boolean(),
    reorder: z.boolean(),
    dropWebhooks: z.boolean(),
    autoDeliver: z.boolean(),
    autoRead: z.boolean(),
  })
  .partial();

/** Everything the page shows. */
function snapshot({ state, poster }: World): Record<string, unknown> {
  const groups = [...state.groups.values()].map((group) => ({
    ...group,
    members: Object.fromEntries(group.members),
    requests: Object.fromEntries(group.requests),
    picture: group.picture !== null,
  }));
  const messages = [...state.messages.values()].slice(-500).map((message) => ({
    ...message,
    votes: Object.fromEntries(message.votes),
    results: message.poll ? totals(message) : undefined,
    reactions: Object.fromEntries(message.reactions),
    readers: [...message.readers],
  }));
  return { ...line(state), people: [...state.people.values()], groups, messages, posted: poster.posted.slice(-50) };
}

const line = ({ phone: own, connection, webhook, switches: current, typing }: SimulatorState) => ({
  phone: own,
  connection,
  webhook: webhook?.url ?? null,
  switches: current,
  typing: Object.fromEntries(typing),
});
