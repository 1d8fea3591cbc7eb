import { z } from "zod";
import { page, unixSeconds, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { contactCard } from "../../contacts/contract.ts";
import { filterRows } from "../../filters/contract.ts";
import { attachment, botCard, userCard } from "../../messages/contract.ts";
import { conversation } from "../contract.ts";

const base = "/api/v1/accounts/{account_id}/conversations";

const counts = z.object({ mine_count: z.number(), unassigned_count: z.number(), all_count: z.number() });

export const filterConversations = operation({
  id: "conversations.filter",
  method: "POST",
  path: `${base}/filter`,
  summary: "Conversations that fit the rows of a filter, the newest activity first",
  tag: "Conversations",
  callers: ["user"],
  query: z.object({ page }),
  body: z.object({ payload: filterRows.nullish() }),
  response: z.object({ meta: counts, payload: z.array(conversation) }),
});

const foundConversation = z.object({
  id: z.number(),
  uuid: z.string(),
  created_at: unixSeconds,
  account_id: z.number(),
  contact: z.object({ id: z.number(), name: z.string() }),
  inbox: z.object({ id: z.number(), name: z.string(), channel_type: z.string() }),
  /** Those that match, the newest first. */
  messages: z.array(
    z.object({
      id: z.number(),
      content: z.string().nullable(),
      sender_name: z.string().optional(),
      message_type: z.number(),
      created_at: unixSeconds,
    }),
  ),
});

export const searchConversations = operation({
  id: "conversations.search",
  method: "GET",
  path: `${base}/search`,
  summary: "Conversations in which something was said, with what was said",
  tag: "Conversations",
  callers: ["user"],
  query: z.object({ q: z.string().default(""), page }),
  response: z.object({ meta: counts, payload: z.array(foundConversation) }),
});

/** A file of a conversation (contract, conventions §10). */
const listedAttachment = attachment
  .pick({ id: true, message_id: true, thumb_url: true, data_url: true, file_size: true, file_type: true })
  .extend({
    extension: z.string().nullable(),
    width: z.number().nullable(),
    height: z.number().nullable(),
    created_at: unixSeconds,
    sender: z.union([userCard, contactCard, botCard]).optional(),
  });
export type ListedAttachment = z.infer<typeof listedAttachment>;

export const listAttachments = operation({
  id: "conversations.attachments",
  method: "GET",
  path: `${base}/{conversation_id}/attachments`,
  summary: "Files of a conversation, the newest first",
  tag: "Conversations",
  callers: ["user"],
  params: z.object({ conversation_id: wireId }),
  query: z.object({ page }),
  response: z.object({ meta: z.object({ total_count: z.number() }), payload: z.array(listedAttachment) }),
});
