import { z } from "zod";
import {
  attributeHash,
  flag,
  isoInstant,
  listOf,
  namedByNumber,
  noneIfBlank,
  plainText,
  unixSeconds,
  wireId,
} from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";
import { contactCard } from "../contacts/contract.ts";

const base = "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages";

/** Longest content in characters (contract, messages §2). */
export const MAX_CONTENT = 150_000;
export const MAX_ATTACHMENTS = 15;

/** A person of the team inside messages and events (contract, realtime §3). */
export const userCard = z.object({
  id: z.number(),
  name: z.string(),
  available_name: z.string(),
  avatar_url: z.string(),
  type: z.literal("user"),
  availability_status: z.string(),
  thumbnail: z.string(),
});
export type UserCard = z.infer<typeof userCard>;

export const botCard = z.object({
  id: z.number(),
  name: z.string(),
  avatar_url: z.string(),
  type: z.literal("agent_bot"),
});

/** A file, place or card of a message (contract, conventions §10). */
export const attachment = z.object({
  id: z.number(),
  message_id: z.number(),
  file_type: z.string(),
  account_id: z.number(),
  meta: attributeHash,
  extension: z.string().nullish(),
  data_url: z.string().nullish(),
  thumb_url: z.string().nullish(),
  file_size: z.number().nullish(),
  width: z.number().nullish(),
  height: z.number().nullish(),
  transcribed_text: z.string().optional(),
  coordinates_lat: z.number().nullish(),
  coordinates_long: z.number().nullish(),
  fallback_title: z.string().nullish(),
  /** Ours: `pending` while the file is on its way to us, `failed` when it could not be had. */
  state: z.enum(["pending", "ready", "failed"]),
  file_name: z.string().nullish(),
  content_type: z.string().nullish(),
});
export type Attachment = z.infer<typeof attachment>;

/** One pill under a bubble. */
export const reaction = z.object({
  emoji: z.string(),
  count: z.number(),
  mine: z.boolean(),
  names: z.array(z.string()),
});

/** A message as REST and our own screens have it (contract, messages §1.1). */
export const message = z.object({
  id: z.number(),
  content: z.string().nullable(),
  inbox_id: z.number(),
  echo_id: z.string().optional(),
  /** Display id. */
  conversation_id: z.number(),
  message_type: z.number().int().min(0).max(3),
  content_type: z.string(),
  status: z.enum(["sent", "delivered", "read", "failed"]),
  content_attributes: attributeHash,
  created_at: unixSeconds,
  private: z.boolean(),
  source_id: z.string().nullable(),
  additional_attributes: attributeHash,
  sender: z.union([userCard, contactCard, botCard]).optional(),
  attachments: z.array(attachment).optional(),
  /** Ours, beside the contract: where the delivery stands, reactions, order inside a second, and the revision. */
  delivery: z.enum(["pending", "sending", "accepted", "failed"]).nullable(),
  reactions: z.array(reaction),
  created_at_ms: z.number(),
  revision: z.number(),
});
export type Message = z.infer<typeof message>;

/** A message inside conversations and on `/cable` (contract, messages §1.2). */
export const embeddedMessage = message.extend({
  account_id: z.number(),
  updated_at: isoInstant,
  sender_type: z.string().nullable(),
  sender_id: z.number().nullable(),
  external_source_ids: attributeHash,
  processed_message_content: z.string().nullable(),
  sentiment: attributeHash,
  conversation: z.object({
    assignee_id: z.number().nullable(),
    unread_count: z.number(),
    last_activity_at: unixSeconds,
    contact_inbox: z.object({ source_id: z.string() }),
  }),
});
export type EmbeddedMessage = z.infer<typeof embeddedMessage>;

const messageId = z.object({ conversation_id: wireId, message_id: wireId });

/**
 * In multipart bodies a hash may come as JSON text; what is no hash then is ignored (contract, messages §2). Some languages write an
 * empty hash as an empty list.
 */
const hashOrJson = z.preprocess((value) => {
  if (Array.isArray(value) && value.length === 0) return {};
  if (typeof value !== "string") return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}, attributeHash.nullish());

const messageTypes = ["incoming", "outgoing", "activity", "template"] as const;

/** By name, or by the number that answers have. */
const messageType = z.preprocess(
  namedByNumber(messageTypes),
  z.enum(messageTypes, {
    error: ({ input }) =>
      `'${typeof input === "object" ? JSON.stringify(input) : String(input)}' is not a valid message_type`,
  }),
);

/** What a new message may carry; also inside the creation of a conversation. */
export const newMessage = z.object({
  content: plainText.nullish(),
  message_type: noneIfBlank(messageType.nullish()),
  private: flag.nullish(),
  content_type: z.string().nullish(),
  content_attributes: hashOrJson,
  attachments: listOf(z.union([z.instanceof(File), z.string()])),
  attachments_metadata: hashOrJson,
  is_recorded_audio: z.unknown().optional(),
  echo_id: z.coerce.string().nullish(),
  source_id: plainText.pipe(z.string().max(20_000)).nullish(),
  external_created_at: z.unknown().optional(),
  campaign_id: z.unknown().optional(),
  sender_type: z.string().nullish(),
  sender_id: noneIfBlank(wireId.nullish()),
  template_params: attributeHash.nullish(),
});
export type NewMessage = z.infer<typeof newMessage>;

/** A message's id; 0 stands before all of them. */
const cursor = z.union([wireId, z.coerce.number().int().min(0).max(0)]);

const thread = {
  method: "GET",
  tag: "Messages",
  callers: ["user"],
  params: z.object({ conversation_id: wireId }),
  query: z.object({
    before: cursor.optional(),
    after: cursor.optional(),
    around: wireId.optional().describe("A message to show with its neighbours; goes before the other cursors"),
    filter_internal_messages: z.string().optional(),
  }),
  response: z.object({
    meta: z.object({
      labels: z.array(z.string()),
      additional_attributes: attributeHash,
      contact: contactCard,
      assignee: userCard.optional(),
      agent_last_seen_at: isoInstant.nullable(),
      assignee_last_seen_at: isoInstant.nullable(),
    }),
    payload: z.array(message),
  }),
} as const;

export const listMessages = operation({
  ...thread,
  id: "messages.list",
  path: base,
  summary: "A page of a thread, oldest first",
});

/** The reference file knows this address as well, and clients that were made from it call it. */
export const listMessagesByShortPath = operation({
  ...thread,
  id: "messages.list_by_short_path",
  path: "/accounts/{account_id}/conversations/{conversation_id}/messages",
  summary: "The same thread, under the address without /api/v1",
});

export const createMessage = operation({
  id: "messages.create",
  method: "POST",
  path: base,
  summary: "Send a message or write a private note",
  tag: "Messages",
  callers: ["user", "agent_bot"],
  params: z.object({ conversation_id: wireId }),
  body: newMessage,
  response: message,
  failsInOneSentence: true,
  maxBytes: 128 * 1024 * 1024,
});

export const deleteMessage = operation({
  id: "messages.delete",
  method: "DELETE",
  path: `${base}/{message_id}`,
  summary: "Delete a message for everybody the channel can reach",
  tag: "Messages",
  callers: ["user"],
  params: messageId,
  response: message,
});

export const updateMessage = operation({
  id: "messages.update",
  method: "PATCH",
  path: `${base}/{message_id}`,
  summary: "Report the delivery of a message of an API inbox",
  tag: "Messages",
  callers: ["user"],
  params: messageId,
  body: z.object({ status: z.string().nullish(), external_error: z.string().nullish() }),
  response: message,
});

export const retryMessage = operation({
  id: "messages.retry",
  method: "POST",
  path: `${base}/{message_id}/retry`,
  summary: "Send a failed message once more",
  tag: "Messages",
  callers: ["user"],
  params: messageId,
  response: message,
});

export const editMessage = operation({
  id: "messages.edit",
  method: "PATCH",
  path: `${base}/{message_id}/edit_content`,
  summary: "Change the text of a message that was sent",
  tag: "Messages",
  callers: ["user"],
  params: messageId,
  body: z.object({ content: z.string().nullish() }),
  response: message,
});
