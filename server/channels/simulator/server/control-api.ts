import { z } from "zod";
import type { ApiAnswer } from "./provider-api.ts";
import { newSimulatorState, type SimulatedMessage, type SimulatorState, wireChat, wirePerson } from "./simulator-state.ts";
import { groupRoutes } from "./control-groups.ts";
import { addMessage, getMessage, Refusal, seconds, setConnection, setDeleted, setReaction, setStatus, setText, storeMedia, type World } from "./world.ts";

interface Call {
  world: World;
  parts: string[];
  body: unknown;
}

const ok = (body: unknown = { ok: true }): ApiAnswer => ({ status: 200, body });
const phone = z.string().regex(/^\d{7,15}$/);

const newMessage = z.object({
  /** Missing: our own number, from the phone. */
  from: phone.optional(),
  /** Where it is written; missing: the writer's own chat. */
  chat: z.string().optional(),
  text: z.string().nullish(),
  quoted_id: z.string().optional(),
  mentions: z.array(z.string()).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number(), name: z.string().optional(), address: z.string().optional() }).optional(),
  contact: z.object({ name: z.string(), phone: z.string().optional(), vcard: z.string() }).optional(),
  poll: z.object({ title: z.string(), options: z.array(z.string()).min(2), max_choices: z.number().int() }).optional(),
  attachments: z
    .array(z.object({ kind: z.enum(["image", "video", "audio", "voice", "document", "sticker"]), file_name: z.string(), content_type: z.string(), seconds: z.number().positive().optional(), data: z.base64() }))
    .default([]),
});

/** The player's side: the page and tests play customers and the provider's moods with it. No token, loopback only. */
export const controlRoutes: Record<string, (call: Call) => ApiAnswer | Promise<ApiAnswer>> = {
  "GET /control/state": ({ world }) => ok(snapshot(world)),
  "GET /control/calls": ({ world }) => ok({ calls: world.state.calls }),
  "POST /control/messages": writeMessage,
  "POST /control/reactions": ({ world, body }) => {
    const { from, message_id, emoji } = z.object({ from: phone.optional(), message_id: z.string(), emoji: z.string() }).parse(body);
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
    const unread = [...world.state.messages.values()].filter((message) => message.chat === chat && message.from === null && message.status !== "read" && message.status !== "failed");
    for (const message of unread) setStatus(world, message, "read");
    return ok({ read: unread.length });
  },
  "POST /control/statuses": ({ world, body }) => {
    const input = z.object({ message_id: z.string(), status: z.enum(["sent", "delivered", "read", "failed"]), reason: z.string().optional() }).parse(body);
    setStatus(world, getMessage(world, input.message_id), input.status, input.reason);
    return ok();
  },
  "POST /control/people": ({ world, body }) => {
    const person = z.object({ phone, name: z.string().max(255) }).parse(body);
    world.state.people.set(person.phone, person);
    world.poster.post({ kind: "contact", person: wirePerson(world.state, person.phone) });
    world.changed();
    return ok(person);
  },
  "POST /control/connection": ({ world, body }) => {
    const input = z.object({ state: z.enum(["connecting", "qr", "open", "closed", "error"]), error: z.string().optional() }).parse(body);
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

function writeMessage({ world, body }: Call): ApiAnswer {
  const input = newMessage.parse(body);
  const chat = input.chat ?? input.from;
  if (!chat) throw new Refusal(422, "A message from our own phone needs a chat");
  if (input.from && !world.state.people.has(input.from)) world.state.people.set(input.from, { phone: input.from, name: "" });
  if (chat.endsWith("@g.us") && !world.state.groups.has(chat)) throw new Refusal(404, "No such group");
  const { attachments, from, chat: _, text, ...content } = input;
  const files = attachments.map(({ kind, file_name, content_type, seconds: length, data }) =>
    storeMedia(world, { kind, fileName: file_name, contentType: content_type, seconds: length, bytes: Buffer.from(data, "base64") }),
  );
  const via = from ? undefined : ("phone" as const);
  const message = addMessage(world, { ...content, chat, from: from ?? null, via, text: text ?? null, attachments: files });
  return ok({ id: message.id });
}

function vote({ world, body }: Call): ApiAnswer {
  const { from, message_id, options } = z.object({ from: phone, message_id: z.string(), options: z.array(z.string()) }).parse(body);
  const message = getMessage(world, message_id);
  if (!message.poll) throw new Refusal(422, "This message is no poll");
  message.votes.set(from, options);
  world.poster.post({ kind: "poll_totals", message_id, results: totals(message), time: seconds() });
  world.changed();
  return ok();
}

function totals(message: SimulatedMessage): { name: string; count: number }[] {
  const chosen = [...message.votes.values()].flat();
  return (message.poll?.options ?? []).map((name) => ({ name, count: chosen.filter((option) => option === name).length }));
}

/** Everything the page shows. */
function snapshot({ state, poster }: World): Record<string, unknown> {
  const groups = [...state.groups.values()].map((group) => ({ ...group, members: Object.fromEntries(group.members) }));
  const messages = [...state.messages.values()].slice(-500).map((message) => ({
    ...message,
    votes: Object.fromEntries(message.votes),
    results: message.poll ? totals(message) : undefined,
    reactions: Object.fromEntries(message.reactions),
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
