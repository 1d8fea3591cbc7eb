import { z } from "zod";
import { attributeHash, listOf, unixSeconds, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { publicMessage, visitorFields } from "./public.ts";

const base = { tag: "Widget", callers: ["nobody"] } as const;
const path = "/api/v1/widget";
const key = { website_token: z.string().max(255).optional() };
const query = z.object(key);

const widgetConversation = z.object({
  id: z.number(),
  inbox_id: z.number(),
  contact_last_seen_at: unixSeconds,
  status: z.string(),
});

const newMessage = z.object({
  content: z.string().nullish(),
  echo_id: z.string().max(255).nullish(),
  referer_url: z.string().max(2048).nullish(),
  timestamp: z.string().max(100).nullish(),
  reply_to: wireId.nullish(),
  attachments: listOf(z.union([z.instanceof(File), z.string()])),
});
export type WidgetMessageInput = z.infer<typeof newMessage>;

const widgetMessage = publicMessage.extend({
  inbox_id: z.number(),
  private: z.boolean(),
  source_id: z.string().nullable(),
});

const ownContact = z.object({
  id: z.number(),
  identifier: z.string().nullable(),
  has_email: z.boolean(),
  has_name: z.boolean(),
  has_phone_number: z.boolean(),
  /** Another place in the inbox was made for this person: use this token from now on. */
  widget_auth_token: z.string().optional(),
  pubsub_token: z.string().optional(),
});

export const getWidgetConfig = operation({
  ...base,
  id: "widget.config",
  method: "POST",
  path: `${path}/config`,
  summary: "How the widget looks, and who its visitor is; an unknown visitor comes in",
  query,
  body: z.object(key),
  response: z.object({
    website_channel_config: attributeHash,
    contact: z.object({
      id: z.number(),
      name: z.string(),
      email: z.string().nullable(),
      phone_number: z.string().nullable(),
      identifier: z.string().nullable(),
      pubsub_token: z.string(),
    }),
    global_config: attributeHash,
  }),
});

export const getWidgetConversation = operation({
  ...base,
  id: "widget.conversation",
  method: "GET",
  path: `${path}/conversations`,
  summary: "The visitor's current conversation; an empty object before the first",
  query,
  // Seconds cannot tell what was written in the second of the last look.
  response: widgetConversation.extend({ unread_count: z.number() }).partial(),
});

export const startWidgetConversation = operation({
  ...base,
  id: "widget.start_conversation",
  method: "POST",
  path: `${path}/conversations`,
  summary: "Start a conversation with what the form before it asked",
  query,
  body: z.object({
    ...key,
    contact: visitorFields
      .pick({ name: true, email: true, phone_number: true, custom_attributes: true })
      .partial()
      .nullish(),
    message: newMessage.nullish(),
    custom_attributes: attributeHash.nullish(),
  }),
  response: widgetConversation.extend({
    messages: z.array(publicMessage),
    custom_attributes: attributeHash,
    contact: attributeHash,
  }),
  maxBytes: 64 * 1024 * 1024,
});

export const updateWidgetLastSeen = operation({
  ...base,
  id: "widget.update_last_seen",
  method: "POST",
  path: `${path}/conversations/update_last_seen`,
  summary: "The visitor has seen the conversation",
  query,
  body: z.object(key),
});

export const toggleWidgetTyping = operation({
  ...base,
  id: "widget.toggle_typing",
  method: "POST",
  path: `${path}/conversations/toggle_typing`,
  summary: "The visitor types",
  query,
  body: z.object({ ...key, typing_status: z.string().nullish() }),
});

export const sendWidgetTranscript = operation({
  ...base,
  id: "widget.transcript",
  method: "POST",
  path: `${path}/conversations/transcript`,
  summary: "Mail the conversation to the visitor",
  query,
  body: z.object({ ...key, email: z.string().nullish() }),
});

export const endWidgetConversation = operation({
  ...base,
  id: "widget.toggle_status",
  method: "GET",
  path: `${path}/conversations/toggle_status`,
  summary: "The visitor ends the conversation, where the inbox lets them",
  query,
});

export const setWidgetCustomAttributes = operation({
  ...base,
  id: "widget.set_custom_attributes",
  method: "POST",
  path: `${path}/conversations/set_custom_attributes`,
  summary: "Add custom attributes to the conversation",
  query,
  body: z.object({ ...key, custom_attributes: attributeHash }),
});

export const removeWidgetCustomAttributes = operation({
  ...base,
  id: "widget.destroy_custom_attributes",
  method: "POST",
  path: `${path}/conversations/destroy_custom_attributes`,
  summary: "Take custom attributes off the conversation",
  query,
  body: z.object({ ...key, custom_attribute: z.array(z.string()) }),
});

export const listWidgetMessages = operation({
  ...base,
  id: "widget.messages",
  method: "GET",
  path: `${path}/messages`,
  summary: "Messages of the current conversation, oldest first",
  query: z.object({ ...key, before: wireId.optional(), after: wireId.optional() }),
  response: z.object({
    payload: z.array(publicMessage),
    meta: z.object({ contact_last_seen_at: unixSeconds.nullable() }),
  }),
});

export const createWidgetMessage = operation({
  ...base,
  id: "widget.create_message",
  method: "POST",
  path: `${path}/messages`,
  summary: "The visitor writes; the first message starts a conversation",
  query,
  body: z.object({ ...key, message: newMessage }),
  response: widgetMessage,
  maxBytes: 64 * 1024 * 1024,
});

export const submitWidgetMessage = operation({
  ...base,
  id: "widget.update_message",
  method: "PATCH",
  path: `${path}/messages/{id}`,
  summary: "The visitor answers a form, a choice, a survey, or leaves an address",
  params: z.object({ id: wireId }),
  query,
  body: z.object({
    ...key,
    contact: z.object({ email: z.string().max(255).nullish() }).nullish(),
    message: z.object({ submitted_values: z.unknown().optional() }).nullish(),
  }),
  response: z.object({ contact: attributeHash }),
});

export const getWidgetContact = operation({
  ...base,
  id: "widget.contact",
  method: "GET",
  path: `${path}/contact`,
  summary: "What is known of the visitor",
  query,
  response: ownContact,
});

export const updateWidgetContact = operation({
  ...base,
  id: "widget.update_contact",
  method: "PATCH",
  path: `${path}/contact`,
  summary: "Say who the visitor is",
  query,
  body: visitorFields.extend({ ...key, additional_attributes: attributeHash.nullish() }),
  response: ownContact,
});

export const setWidgetUser = operation({
  ...base,
  id: "widget.set_user",
  method: "PATCH",
  path: `${path}/contact/set_user`,
  summary: "The website says who has signed in",
  query,
  body: visitorFields.extend({ ...key, additional_attributes: attributeHash.nullish() }),
  response: ownContact,
});

export const removeWidgetContactAttributes = operation({
  ...base,
  id: "widget.destroy_contact_attributes",
  method: "POST",
  path: `${path}/contact/destroy_custom_attributes`,
  summary: "Take custom attributes off the visitor",
  query,
  body: z.object({ ...key, custom_attributes: z.array(z.string()) }),
  response: ownContact,
});

export const listWidgetAgents = operation({
  ...base,
  id: "widget.inbox_members",
  method: "GET",
  path: `${path}/inbox_members`,
  summary: "Who answers on this website",
  query,
  response: z.object({
    payload: z.array(
      z.object({ id: z.number(), name: z.string(), avatar_url: z.string(), availability_status: z.string() }),
    ),
  }),
});

export const listWidgetCampaigns = operation({
  ...base,
  id: "widget.campaigns",
  method: "GET",
  path: `${path}/campaigns`,
  summary: "Campaigns that speak to visitors by themselves",
  query,
  response: z.array(attributeHash),
});

export const noteWidgetEvent = operation({
  ...base,
  id: "widget.event",
  method: "POST",
  path: `${path}/events`,
  summary: "Something happened on the page",
  query,
  status: 204,
  body: z.object({ ...key, name: z.string().max(100), event_info: attributeHash.nullish() }),
});

export const addWidgetLabel = operation({
  ...base,
  id: "widget.add_label",
  method: "POST",
  path: `${path}/labels`,
  summary: "Label the conversation, with a label of the account",
  query,
  status: 204,
  body: z.object({ ...key, label: z.string().max(255) }),
});

export const removeWidgetLabel = operation({
  ...base,
  id: "widget.remove_label",
  method: "DELETE",
  path: `${path}/labels/{id}`,
  summary: "Take a label off the conversation",
  params: z.object({ id: z.string().max(255) }),
  query,
  status: 204,
});
