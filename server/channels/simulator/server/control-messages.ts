import { z } from "zod";
import type { ApiAnswer } from "./provider-api.ts";
import type { SimulatedMessage } from "./simulator-state.ts";
import { addMessage, getMessage, Refusal, seconds, storeMedia, type World } from "./world.ts";

interface Call {
  world: World;
  body: unknown;
}

const ok = (body: unknown = { ok: true }): ApiAnswer => ({ status: 200, body });
const phone = z.string().regex(/^\d{7,15}$/);

const newMessage = z.object({
  /** Missing: our own number, from the phone. */
  from: phone.optional(),
  /** Where it is written; missing: the writer's own chat. */
  chat: z.string().optional(),
  /** Seconds since 1970, when it was written earlier than now. */
  time: z.number().int().positive().optional(),
  text: z.string().nullish(),
  quoted_id: z.string().optional(),
  mentions: z.array(z.string()).optional(),
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().optional(),
      address: z.string().optional(),
    })
    .optional(),
  contact: z.object({ name: z.string(), phone: z.string().optional(), vcard: z.string() }).optional(),
  poll: z.object({ title: z.string(), options: z.array(z.string()).min(2), max_choices: z.number().int() }).optional(),
  attachments: z
    .array(
      z.object({
        kind: z.enum(["image", "video", "audio", "voice", "document", "sticker"]),
        file_name: z.string(),
        content_type: z.string(),
        seconds: z.number().positive().optional(),
        data: z.base64(),
      }),
    )
    .default([]),
});

/** A customer, or our own phone, writes. */
export function writeMessage({ world, body }: Call): ApiAnswer {
  const input = newMessage.parse(body);
  const chat = input.chat ?? input.from;
  if (!chat) throw new Refusal(422, "A message from our own phone needs a chat");
  if (input.from && !world.state.people.has(input.from))
    world.state.people.set(input.from, { phone: input.from, name: "" });
  if (chat.endsWith("@g.us") && !world.state.groups.has(chat)) throw new Refusal(404, "No such group");
  const { attachments, from, chat: _, text, ...content } = input;
  const files = attachments.map(({ kind, file_name, content_type, seconds: length, data }) =>
    storeMedia(world, {
      kind,
      fileName: file_name,
      contentType: content_type,
      seconds: length,
      bytes: Buffer.from(data, "base64"),
    }),
  );
  const via = from ? undefined : ("phone" as const);
  const message = addMessage(world, {
    ...content,
    chat,
    from: from ?? null,
    via,
    text: text ?? null,
    attachments: files,
  });
  return ok({ id: message.id });
}

/** Somebody chooses in a poll. */
export function vote({ world, body }: Call): ApiAnswer {
  const { from, message_id, options } = z
    .object({ from: phone, message_id: z.string(), options: z.array(z.string()) })
    .parse(body);
  const message = getMessage(world, message_id);
  if (!message.poll) throw new Refusal(422, "This message is no poll");
  message.votes.set(from, options);
  world.poster.post({ kind: "poll_totals", message_id, results: totals(message), time: seconds() });
  world.changed();
  return ok();
}

/** Votes by option, in the order of the poll. */
export function totals(message: SimulatedMessage): { name: string; count: number }[] {
  const chosen = [...message.votes.values()].flat();
  return (message.poll?.options ?? []).map((name) => ({
    name,
    count: chosen.filter((option) => option === name).length,
  }));
}
