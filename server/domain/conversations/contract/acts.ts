import { z } from "zod";
import { attributeHash, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { limitedAttributes } from "./limited-attributes.ts";

const base = "/api/v1/accounts/{account_id}/conversations/{conversation_id}";
const conversationPath = z.object({ conversation_id: wireId });
const onConversation = { tag: "Conversations", callers: ["user"], params: conversationPath } as const;

export const setCustomAttributes = operation({
  ...onConversation,
  id: "conversations.custom_attributes",
  method: "POST",
  path: `${base}/custom_attributes`,
  summary: "Replace the custom attributes of a conversation",
  callers: ["user", "agent_bot"],
  body: z.object({ custom_attributes: limitedAttributes }),
  response: z.object({ custom_attributes: attributeHash }),
});

export const muteConversation = operation({
  ...onConversation,
  id: "conversations.mute",
  method: "POST",
  path: `${base}/mute`,
  summary: "Resolve a conversation and block its contact",
});

export const unmuteConversation = operation({
  ...onConversation,
  id: "conversations.unmute",
  method: "POST",
  path: `${base}/unmute`,
  summary: "Unblock the contact of a conversation",
});

export const sendTranscript = operation({
  ...onConversation,
  id: "conversations.transcript",
  method: "POST",
  path: `${base}/transcript`,
  summary: "Mail what was said to somebody, without private notes",
  body: z.object({ email: z.string().nullish() }),
});

export const deleteConversation = operation({
  ...onConversation,
  id: "conversations.delete",
  method: "DELETE",
  path: base,
  summary: "Delete a conversation with its messages and files, in the background",
  callers: ["administrator"],
});

export const getInboxAssistant = operation({
  ...onConversation,
  id: "conversations.inbox_assistant",
  method: "GET",
  path: `${base}/inbox_assistant`,
  summary: "The AI assistant of the inbox; there is none",
  response: z.object({ assistant: z.null() }),
});

export const getDraft = operation({
  ...onConversation,
  id: "conversations.draft",
  method: "GET",
  path: `${base}/draft_messages`,
  summary: "The reply that somebody began",
  response: z.object({ has_draft: z.boolean(), message: z.string().optional() }),
});

export const saveDraft = operation({
  ...onConversation,
  id: "conversations.save_draft",
  method: "PATCH",
  path: `${base}/draft_messages`,
  summary: "Keep the reply that one begins; an empty one removes it",
  rootKey: "draft_message",
  body: z.object({ message: z.string().max(150_000, "is too long (maximum is 150000 characters)").nullish() }),
});

export const deleteDraft = operation({
  ...onConversation,
  id: "conversations.delete_draft",
  method: "DELETE",
  path: `${base}/draft_messages`,
  summary: "Remove the reply that somebody began",
});
