import { z } from "zod";
import { isoInstant, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

/** Somebody in a group who got or read a message of ours. */
export const messageReader = z.object({
  contact: z.object({
    id: z.number(),
    name: z.string(),
    phone_number: z.string().nullable(),
    thumbnail: z.string(),
  }),
  delivered_at: isoInstant.nullable(),
  read_at: isoInstant.nullable(),
});
export type MessageReader = z.infer<typeof messageReader>;

/** Ours. */
export const listMessageReaders = operation({
  id: "messages.readers",
  method: "GET",
  path: "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{message_id}/readers",
  summary: "Who in a group got and read a message: readers first, newest first; empty where the provider does not tell",
  tag: "Messages",
  callers: ["user"],
  params: z.object({ conversation_id: wireId, message_id: wireId }),
  response: z.object({
    payload: z.array(messageReader),
    /** Active members beside our own number. */
    meta: z.object({ member_count: z.number(), read_count: z.number(), delivered_count: z.number() }),
  }),
});
