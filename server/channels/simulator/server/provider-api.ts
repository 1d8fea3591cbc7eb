import { z } from "zod";
import { sendRequest } from "../wire.ts";
import { fillTemplate } from "./fill-template.ts";
import { providerGroupRoutes } from "./provider-groups.ts";
import type { SimulatedMessage } from "./simulator-state.ts";
import {
  addMessage,
  getGroup,
  getMessage,
  postReceipt,
  Refusal,
  setConnection,
  setDeleted,
  setReaction,
  setStatus,
  setText,
  storeMedia,
  type World,
} from "./world.ts";

export interface ApiAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** The work is done, but the line is cut instead of answering. */
  cut?: boolean;
}

interface Call {
  world: World;
  parts: string[];
  body: unknown;
}

const ok = (body: unknown = { ok: true }): ApiAnswer => ({ status: 200, body });

/** The provider's side: what an inbox calls with its token. */
export const providerRoutes: Record<string, (call: Call) => ApiAnswer> = {
  "GET /v1/line": ({ world: { state } }) =>
    ok({
      state: state.connection,
      phone_number: `+${state.phone}`,
      webhook: state.webhook?.url ?? null,
      ...(state.connection === "error" ? { error: "The phone is out of reach" } : {}),
    }),
  "GET /v1/line/qr": ({ world }) => {
    if (world.state.connection === "open") throw new Refusal(409, "A phone is linked already");
    return ok({ qr: "simulator:link:scan-me", expires_in: 20 });
  },
  "POST /v1/line/logout": ({ world }) => {
    if (world.state.connection !== "open") throw new Refusal(409, "No phone is linked");
    setConnection(world, "qr");
    return ok();
  },
  "PUT /v1/webhook": ({ world, body }) => {
    world.state.webhook = z.object({ url: z.url(), headers: z.record(z.string(), z.string()) }).parse(body);
    world.changed();
    return ok();
  },
  "GET /v1/templates": ({ world: { state } }) => ok({ templates: state.templates }),
  "POST /v1/messages": sendMessage,
  "PUT /v1/messages/:id/reaction": ({ world, parts, body }) => {
    setReaction(
      world,
      getMessage(world, parts[0] ?? ""),
      null,
      z.object({ emoji: z.string().max(20) }).parse(body).emoji,
    );
    return ok();
  },
  "PATCH /v1/messages/:id": ({ world, parts, body }) => {
    const message = getMessage(world, parts[0] ?? "");
    if (message.from !== null) throw new Refusal(403, "Only own messages can be edited");
    setText(world, message, z.object({ text: z.string().min(1).max(10_000) }).parse(body).text);
    return ok();
  },
  "DELETE /v1/messages/:id": ({ world, parts }) => {
    setDeleted(world, getMessage(world, parts[0] ?? ""));
    return ok();
  },
  "PUT /v1/read": ({ world, body }) => {
    for (const id of z.object({ message_ids: z.array(z.string()) }).parse(body).message_ids) {
      const message = getMessage(world, id);
      message.status = "read";
    }
    world.changed();
    return ok();
  },
  "PUT /v1/typing": ({ world, body }) => {
    const { to, state } = z.object({ to: z.string(), state: z.enum(["on", "off", "recording"]) }).parse(body);
    if (state === "off") world.state.typing.delete(to);
    else world.state.typing.set(to, state);
    world.changed();
    return ok();
  },
  ...providerGroupRoutes,
};

function sendMessage({ world, body }: Call): ApiAnswer {
  const { state } = world;
  const request = sendRequest.parse(body);
  refuseIfSwitched(world);
  const earlier = [...state.messages.values()].find(({ idempotencyKey }) => idempotencyKey === request.idempotency_key);
  if (earlier) return ok({ id: earlier.id, repeated: true });
  if (request.to.endsWith("@g.us")) refuseInGroup(world, request.to);
  else if (!state.people.has(request.to)) state.people.set(request.to, { phone: request.to, name: "" });
  const { idempotency_key: idempotencyKey, to, attachments, template, ...content } = request;
  if (template) content.text = fillTemplate(state, template);
  const files = attachments.map((file) => {
    const bytes = Buffer.from(file.data, "base64");
    return storeMedia(world, {
      kind: file.kind,
      fileName: file.file_name,
      contentType: file.content_type,
      seconds: file.seconds,
      bytes,
    });
  });
  state.typing.delete(to);
  const message = addMessage(world, {
    chat: to,
    from: null,
    via: "api",
    idempotencyKey,
    attachments: files,
    ...content,
  });
  setStatus(world, message, "sent");
  if (state.switches.autoDeliver) everybody(world, message, "delivered");
  if (state.switches.autoRead) everybody(world, message, "read");
  return { ...ok({ id: message.id }), cut: state.switches.loseAnswers };
}

/** In a group every member has a receipt of their own, and the whole follows from them. */
function everybody(world: World, message: SimulatedMessage, status: "delivered" | "read"): void {
  const group = world.state.groups.get(message.chat);
  if (!group) setStatus(world, message, status);
  for (const phone of group?.members.keys() ?? [])
    if (phone !== world.state.phone) postReceipt(world, message, { phone, status });
}

function refuseInGroup(world: World, id: string): void {
  const group = getGroup(world, id);
  const role = group.members.get(world.state.phone);
  if (!role) throw new Refusal(403, "You are not a member of this group");
  if (group.settings.announce && role !== "admin") throw new Refusal(403, "Only admins can write in this group");
}

function refuseIfSwitched({ state: { switches, connection } }: World): void {
  if (connection !== "open") throw new Refusal(409, "The phone is not connected");
  if (switches.throttle) throw new Refusal(429, "Too many messages, slow down");
  if (switches.failWith > 0)
    throw new Refusal(switches.failWith, failures[switches.failWith] ?? "The simulator was told to fail");
}

const failures: Record<number, string> = {
  400: "The message was not understood",
  401: "The token is not valid",
  403: "This recipient has blocked you",
  404: "This number is not on the network",
  413: "The file is too large",
  500: "Something broke at the provider",
  503: "The provider is under maintenance",
};
