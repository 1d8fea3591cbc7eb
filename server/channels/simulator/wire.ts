import { z } from "zod";

/** What the database cannot store is left out. */
const text = () => z.string().overwrite((value) => value.replaceAll("\u0000", "").toWellFormed());
const time = z.number().int().positive().max(4_102_444_800);
const person = z.object({
  phone: text().regex(/^\d{7,15}$/),
  name: text().max(255).optional(),
  avatar_url: z.url().optional(),
});
const chat = z.union([
  z.object({ person }),
  z.object({ group: z.object({ id: text().min(1).max(60), name: text().optional() }) }),
]);

const attachment = z.object({
  kind: z.enum(["image", "video", "audio", "voice", "document", "sticker"]),
  url: z.url().optional(),
  media_id: text().min(1),
  file_name: text().max(255),
  content_type: text().max(200),
  size: z.number().int().nonnegative(),
  seconds: z.number().positive().optional(),
});

const location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: text().optional(),
  address: text().optional(),
});
const contact = z.object({ name: text(), phone: text().optional(), vcard: text() });
const results = z.array(z.object({ name: text(), count: z.number().int().nonnegative() }));
const poll = z.object({ title: text(), options: z.array(text()).min(2), max_choices: z.number().int().nonnegative() });
const settings = z
  .object({
    announce: z.boolean(),
    restrict: z.boolean(),
    join_approval_mode: z.boolean(),
    member_add_mode: z.boolean(),
  })
  .partial();
const change = z.enum(["present", "add", "remove", "promote", "demote", "request", "revoke_request"]);
const role = z.enum(["member", "admin"]);
const member = z.object({ person, change, role: role.optional(), method: text().max(50).optional() });

const message = z.object({
  kind: z.literal("message"),
  id: text().min(1),
  chat,
  /** Null: our own number. */
  from: person.nullable(),
  /** For our own: from the phone, or the echo of what came through the API. */
  via: z.enum(["phone", "api"]).optional(),
  time,
  text: text().nullable(),
  attachments: z.array(attachment).default([]),
  quoted_id: text().optional(),
  mentions: z.array(text()).optional(),
  forwarded: z.boolean().optional(),
  location: location.optional(),
  contact: contact.optional(),
  poll: poll.optional(),
});

/** One element of a body's `events`: what the simulator posts. */
export const simulatorEvent = z.discriminatedUnion("kind", [
  message,
  z.object({
    kind: z.literal("status"),
    message_id: text().min(1),
    status: z.enum(["sent", "delivered", "read", "failed"]),
    time,
    reason: text().optional(),
  }),
  z.object({
    kind: z.literal("receipt"),
    message_id: text().min(1),
    reader: person,
    status: z.enum(["delivered", "read"]),
    time,
  }),
  z.object({ kind: z.literal("edit"), message_id: text().min(1), text: text(), time }),
  z.object({ kind: z.literal("delete"), message_id: text().min(1), time }),
  z.object({
    kind: z.literal("reaction"),
    id: text().min(1),
    message_id: text().min(1),
    chat,
    from: person.nullable(),
    emoji: text(),
    time,
  }),
  z.object({ kind: z.literal("poll_totals"), message_id: text().min(1), results, time }),
  z.object({ kind: z.literal("typing"), chat, state: z.enum(["on", "off", "recording"]) }),
  z.object({ kind: z.literal("read_by_us"), message_id: text().min(1), time }),
  z.object({ kind: z.literal("contact"), person }),
  z.object({
    kind: z.literal("group"),
    id: text().min(1),
    name: text().optional(),
    description: text().nullable().optional(),
    settings: settings.optional(),
    members: z.array(member).optional(),
    members_are_complete: z.boolean().optional(),
    invite_code: text().min(1).max(100).optional(),
    picture: z.enum(["changed", "removed"]).optional(),
    by: person.optional(),
    is_new: z.boolean().optional(),
    time,
  }),
  z.object({
    kind: z.literal("connection"),
    state: z.enum(["connecting", "qr", "open", "closed", "error"]),
    qr: text().optional(),
    error: text().optional(),
  }),
]);

export type SimulatorEvent = z.infer<typeof simulatorEvent>;
export type WirePerson = z.infer<typeof person>;
export type WireChat = z.infer<typeof chat>;
export type WireAttachment = z.infer<typeof attachment>;

/** Body of `POST /v1/messages`: the same key twice is one message. */
export const sendRequest = z.object({
  idempotency_key: text().min(1).max(100),
  to: text().regex(/^(\d{7,15}|[\d-]{10,40}@g\.us)$/, "is neither a number nor a group"),
  text: text().max(10_000).nullable(),
  quoted_id: text().optional(),
  mentions: z.array(text()).optional(),
  attachments: z
    .array(attachment.omit({ url: true, media_id: true, size: true }).extend({ data: z.base64() }))
    .default([]),
  location: location.optional(),
  contact: contact.optional(),
  poll: poll.optional(),
  /** The text is made of it. */
  template: z.object({ name: text(), language: text(), body: z.record(z.string(), text()) }).optional(),
});

export type SendRequest = z.infer<typeof sendRequest>;

/** Answer of `GET /v1/groups/{id}`. */
export const groupAnswer = z.object({
  id: text(),
  name: text(),
  description: text().nullable(),
  settings,
  members: z.array(member),
});

/** What became of people in a call for several. */
export const peopleAnswer = z.object({
  results: z.array(z.object({ phone: text(), ok: z.boolean(), code: text().optional(), reason: text().optional() })),
});

/** Answer of `POST /v1/groups`. */
export const newGroupAnswer = peopleAnswer.extend({ id: text() });

/** Answer of `GET /v1/groups/{id}/invite` and of its reset. */
export const inviteAnswer = z.object({ code: text() });

/** Answer of `POST /v1/joins`: null while an admin has to agree. */
export const joinAnswer = z.object({ id: text().nullable() });

/** Answer of `GET /v1/groups/{id}/requests`. */
export const requestsAnswer = z.object({
  requests: z.array(z.object({ person, time, method: text() })),
});

/** Answer of `GET /v1/groups/{id}/picture`: empty when there is none. */
export const pictureAnswer = z.object({ data: z.base64().optional() });

/** Answer of `GET /v1/templates`. */
export const templatesAnswer = z.object({
  templates: z.array(
    z.object({
      name: text(),
      language: text(),
      category: text(),
      status: z.enum(["approved", "pending", "rejected", "paused"]),
      body: text(),
      header: text().optional(),
      footer: text().optional(),
    }),
  ),
});
export type WireTemplate = z.infer<typeof templatesAnswer>["templates"][number];

/** Answer of `GET /v1/invites/{code}`: a group as those see it who are not in it. */
export const previewAnswer = z.object({ name: text(), description: text().nullable(), members: z.number().int() });
