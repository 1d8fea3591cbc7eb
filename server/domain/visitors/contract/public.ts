import { z } from "zod";
import { attributeHash, listOf, picture, unixSeconds, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { attachment } from "../../messages/contract.ts";

const base = { tag: "Public API", callers: ["nobody"] } as const;
const inboxPath = "/public/api/v1/inboxes/{inbox_identifier}";
const contactPath = `${inboxPath}/contacts/{contact_identifier}`;
const conversationPath = `${contactPath}/conversations/{conversation_id}`;

const inboxParams = z.object({ inbox_identifier: z.string().max(255) });
const contactParams = inboxParams.extend({ contact_identifier: z.string().max(255) });
const conversationParams = contactParams.extend({ conversation_id: wireId });

const text = z.string().max(255).nullish();

export const visitorFields = z.object({
  identifier: z.preprocess((value) => (typeof value === "number" ? String(value) : value), text),
  identifier_hash: text,
  email: text,
  name: text,
  phone_number: text,
  avatar_url: z.string().max(2048).nullish(),
  avatar: picture.optional(),
  custom_attributes: attributeHash.nullish(),
});

/** A message as customers see it (contract, public API §1). */
export const publicMessage = z.object({
  id: z.number(),
  content: z.string().nullable(),
  message_type: z.number(),
  content_type: z.string(),
  content_attributes: attributeHash,
  created_at: unixSeconds,
  /** Display id. */
  conversation_id: z.number(),
  echo_id: z.string().optional(),
  attachments: z.array(attachment).optional(),
  sender: attributeHash.optional(),
});
export type PublicMessage = z.infer<typeof publicMessage>;

const publicConversation = z.object({
  id: z.number(),
  uuid: z.string(),
  inbox_id: z.number(),
  contact_last_seen_at: unixSeconds,
  status: z.string(),
  agent_last_seen_at: unixSeconds,
  messages: z.array(publicMessage),
  contact: attributeHash,
});
export type PublicConversation = z.infer<typeof publicConversation>;

const publicContact = z.object({
  source_id: z.string(),
  pubsub_token: z.string(),
  id: z.number(),
  name: z.string(),
  email: z.string().nullable(),
  phone_number: z.string().nullable(),
});
export type PublicContact = z.infer<typeof publicContact>;

export const getPublicInbox = operation({
  ...base,
  id: "public.inbox",
  method: "GET",
  path: inboxPath,
  summary: "An API inbox as its customers may know it",
  params: inboxParams,
  response: z.object({
    identifier: z.string(),
    identity_validation_enabled: z.boolean(),
    name: z.string(),
    timezone: z.string(),
    working_hours: z.array(attributeHash),
    working_hours_enabled: z.boolean(),
    csat_survey_enabled: z.boolean(),
    greeting_enabled: z.boolean(),
  }),
});

export const createPublicContact = operation({
  ...base,
  id: "public.create_contact",
  method: "POST",
  path: `${inboxPath}/contacts`,
  summary: "A customer comes in",
  params: inboxParams,
  body: visitorFields.extend({ source_id: text }),
  response: publicContact,
});

export const getPublicContact = operation({
  ...base,
  id: "public.contact",
  method: "GET",
  path: contactPath,
  summary: "Who the customer is",
  params: contactParams,
  response: publicContact,
});

export const updatePublicContact = operation({
  ...base,
  id: "public.update_contact",
  method: "PATCH",
  path: contactPath,
  summary: "Say who the customer is; somebody known becomes one with them",
  params: contactParams,
  body: visitorFields,
  response: attributeHash,
});

export const createPublicConversation = operation({
  ...base,
  id: "public.create_conversation",
  method: "POST",
  path: `${contactPath}/conversations`,
  summary: "Start a conversation",
  params: contactParams,
  body: z.object({ custom_attributes: attributeHash.nullish() }),
  response: publicConversation,
});

export const listPublicConversations = operation({
  ...base,
  id: "public.conversations",
  method: "GET",
  path: `${contactPath}/conversations`,
  summary: "The customer's conversations",
  params: contactParams,
  response: z.array(publicConversation),
});

export const getPublicConversation = operation({
  ...base,
  id: "public.conversation",
  method: "GET",
  path: conversationPath,
  summary: "One conversation of the customer",
  params: conversationParams,
  response: publicConversation,
});

export const resolvePublicConversation = operation({
  ...base,
  id: "public.toggle_status",
  method: "POST",
  path: `${conversationPath}/toggle_status`,
  summary: "The customer ends the conversation",
  params: conversationParams,
  response: publicConversation,
});

export const togglePublicTyping = operation({
  ...base,
  id: "public.toggle_typing",
  method: "POST",
  path: `${conversationPath}/toggle_typing`,
  summary: "The customer types",
  params: conversationParams,
  // Where the reference has it, and where clients send it.
  query: z.object({ typing_status: z.string().optional() }),
  body: z.object({ typing_status: z.string().optional() }),
});

export const updatePublicLastSeen = operation({
  ...base,
  id: "public.update_last_seen",
  method: "POST",
  path: `${conversationPath}/update_last_seen`,
  summary: "The customer has seen the conversation",
  params: conversationParams,
});

export const createPublicMessage = operation({
  ...base,
  id: "public.create_message",
  method: "POST",
  path: `${conversationPath}/messages`,
  summary: "The customer writes",
  params: conversationParams,
  body: z.object({
    content: z.string().nullish(),
    echo_id: z.string().max(255).nullish(),
    attachments: listOf(z.union([z.instanceof(File), z.string()])),
  }),
  response: publicMessage,
  maxBytes: 64 * 1024 * 1024,
});

export const listPublicMessages = operation({
  ...base,
  id: "public.messages",
  method: "GET",
  path: `${conversationPath}/messages`,
  summary: "Messages of the conversation, oldest first",
  params: conversationParams,
  query: z.object({ before: wireId.optional() }),
  response: z.array(publicMessage),
});

export const submitPublicMessage = operation({
  ...base,
  id: "public.update_message",
  method: "PATCH",
  path: `${conversationPath}/messages/{message_id}`,
  summary: "The customer answers a form, a choice or a survey",
  params: conversationParams.extend({ message_id: wireId }),
  body: z.object({ submitted_values: z.unknown().optional() }),
  response: publicMessage,
});
