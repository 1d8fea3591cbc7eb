import { z } from "zod";
import { flag, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { conversation } from "../contract.ts";

const path = "/api/v1/accounts/{account_id}/conversations/{conversation_id}";
const conversationId = z.object({ conversation_id: wireId });

export const updateLastSeen = operation({
  id: "conversations.update_last_seen",
  method: "POST",
  path: `${path}/update_last_seen`,
  summary: "Say that the caller has seen the thread",
  tag: "Conversations",
  callers: ["user"],
  params: conversationId,
  response: conversation,
});

export const markUnread = operation({
  id: "conversations.unread",
  method: "POST",
  path: `${path}/unread`,
  summary: "Mark as unread",
  tag: "Conversations",
  callers: ["user"],
  params: conversationId,
  response: conversation,
});

export const toggleTyping = operation({
  id: "conversations.toggle_typing_status",
  method: "POST",
  path: `${path}/toggle_typing_status`,
  summary: "Say that the caller is typing",
  tag: "Conversations",
  callers: ["user"],
  params: conversationId,
  body: z.object({ typing_status: z.string().nullish(), is_private: flag.nullish() }),
});
