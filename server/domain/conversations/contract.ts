import { z } from "zod";
import {
  attributeHash,
  flag,
  isoInstant,
  labelNames,
  noneIfBlank,
  page,
  plainText,
  unixSeconds,
  wireId,
  wireIdOrNone,
} from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";
import { agent } from "../accounts/contract/agent.ts";
import { contact } from "../contacts/contract.ts";
import { embeddedMessage, newMessage, userCard } from "../messages/contract.ts";
import { team } from "../teams/contract.ts";
import { limitedAttributes } from "./contract/limited-attributes.ts";

const base = "/api/v1/accounts/{account_id}/conversations";
export const statuses = ["open", "resolved", "pending", "snoozed"] as const;
export const priorities = ["low", "medium", "high", "urgent"] as const;

const slimBot = z.object({
  id: z.number(),
  name: z.string(),
  description: z.string().nullable(),
  thumbnail: z.string(),
  outgoing_url: z.string().nullish(),
  bot_type: z.string(),
});

/** A conversation as REST and our own screens have it (contract, conversations §1). `id` is the display id. */
export const conversation = z.object({
  meta: z.object({
    sender: contact,
    channel: z.string(),
    assignee: z.union([agent, slimBot]).optional(),
    assignee_type: z.enum(["User", "AgentBot"]).optional(),
    team: team.optional(),
    hmac_verified: z.boolean(),
  }),
  id: z.number(),
  messages: z.array(embeddedMessage).max(1),
  account_id: z.number(),
  uuid: z.string(),
  inbox_id: z.number(),
  additional_attributes: attributeHash,
  custom_attributes: attributeHash,
  agent_last_seen_at: unixSeconds,
  assignee_last_seen_at: unixSeconds,
  contact_last_seen_at: unixSeconds,
  can_reply: z.boolean(),
  labels: z.array(z.string()),
  muted: z.boolean(),
  snoozed_until: isoInstant.nullable(),
  status: z.enum(statuses),
  created_at: unixSeconds,
  timestamp: unixSeconds,
  last_activity_at: unixSeconds,
  first_reply_created_at: unixSeconds,
  waiting_since: unixSeconds,
  updated_at: z.number(),
  /** Capped at 10 for the clients of the contract. */
  unread_count: z.number(),
  last_non_activity_message: embeddedMessage.nullable(),
  priority: z.enum(priorities).nullable(),
  sla_policy_id: z.null(),
  group_type: z.enum(["individual", "group"]),
  /** Ours: uncapped count, order inside a second, end of the reply window, and the revision. */
  unread_messages_count: z.number(),
  last_activity_at_ms: z.number(),
  reply_window_ends_at: isoInstant.nullable(),
  revision: z.number(),
});
export type Conversation = z.infer<typeof conversation>;

export const counts = z.object({
  mine_count: z.number(),
  assigned_count: z.number(),
  unassigned_count: z.number(),
  all_count: z.number(),
});

/** What is no id names no record, like an unknown one. */
const NOBODYS_ID = -1;

export const listQuery = z.object({
  status: z
    .enum([...statuses, "all"])
    .catch("open")
    .default("open"),
  assignee_type: z.string().optional(),
  page,
  inbox_id: wireId.optional().catch(NOBODYS_ID),
  team_id: wireId.optional().catch(NOBODYS_ID),
  labels: labelNames,
  source_id: z.string().optional(),
  q: z.string().optional(),
  group_type: z.string().optional(),
  conversation_type: z.string().optional(),
  updated_within: z.coerce.number().int().positive().optional(),
  sort_by: z.string().optional(),
  /** Ours: only conversations with unread messages. */
  unread: flag.optional(),
});
export type ConversationListQuery = z.infer<typeof listQuery>;

export const listConversations = operation({
  id: "conversations.list",
  method: "GET",
  path: base,
  summary: "Conversations the caller may see, with the counts of the tabs",
  tag: "Conversations",
  callers: ["user"],
  query: listQuery,
  response: z.object({ data: z.object({ meta: counts, payload: z.array(conversation) }) }),
});

export const conversationsMeta = operation({
  id: "conversations.meta",
  method: "GET",
  path: `${base}/meta`,
  summary: "The counts of the tabs alone",
  tag: "Conversations",
  callers: ["user"],
  query: listQuery,
  response: z.object({ meta: counts }),
});

const conversationId = z.object({ conversation_id: wireId });

export const getConversation = operation({
  id: "conversations.get",
  method: "GET",
  path: `${base}/{conversation_id}`,
  summary: "One conversation",
  tag: "Conversations",
  callers: ["user"],
  params: conversationId,
  response: conversation,
});

const status = z.enum(statuses);
const snoozedUntil = z.union([z.number(), z.string()]).nullish();

export const createConversation = operation({
  id: "conversations.create",
  method: "POST",
  path: base,
  summary: "Start a conversation",
  tag: "Conversations",
  callers: ["user", "agent_bot"],
  body: z.object({
    source_id: plainText.nullish(),
    inbox_id: noneIfBlank(wireId.nullish()),
    contact_id: noneIfBlank(wireId.nullish()),
    additional_attributes: limitedAttributes.nullish(),
    custom_attributes: limitedAttributes.nullish(),
    status: noneIfBlank(status.nullish()),
    assignee_id: noneIfBlank(wireId.nullish()),
    team_id: noneIfBlank(wireId.nullish()),
    snoozed_until: snoozedUntil,
    hmac_verified: flag.nullish(),
    message: newMessage.nullish(),
  }),
  response: conversation,
  maxBytes: 128 * 1024 * 1024,
});

export const updateConversation = operation({
  id: "conversations.update",
  method: "PATCH",
  path: `${base}/{conversation_id}`,
  summary: "Change the priority",
  tag: "Conversations",
  callers: ["user", "agent_bot"],
  params: conversationId,
  body: z.object({ priority: z.union([z.enum(priorities), z.literal("")]).nullish() }),
  response: conversation,
});

export const toggleStatus = operation({
  id: "conversations.toggle_status",
  method: "POST",
  path: `${base}/{conversation_id}/toggle_status`,
  summary: "Resolve, reopen, snooze or mark as pending",
  tag: "Conversations",
  callers: ["user", "agent_bot"],
  params: conversationId,
  body: z.object({ status: z.union([status, z.literal("")]).nullish(), snoozed_until: snoozedUntil }),
  response: z.object({
    meta: z.object({}),
    payload: z.object({
      success: z.boolean().nullable(),
      conversation_id: z.number(),
      current_status: status,
      snoozed_until: isoInstant.nullable(),
    }),
  }),
});

export const togglePriority = operation({
  id: "conversations.toggle_priority",
  method: "POST",
  path: `${base}/{conversation_id}/toggle_priority`,
  summary: "Set or remove the priority",
  tag: "Conversations",
  callers: ["user", "agent_bot"],
  params: conversationId,
  body: z.object({ priority: z.union([z.enum(priorities), z.literal("")]).nullish() }),
});

export const assignConversation = operation({
  id: "conversations.assign",
  method: "POST",
  path: `${base}/{conversation_id}/assignments`,
  summary: "Assign to a person, a bot or a team",
  tag: "Conversations",
  callers: ["user", "agent_bot"],
  params: conversationId,
  query: z.object({ assignee_id: wireIdOrNone.optional(), team_id: wireIdOrNone.optional() }),
  body: z.object({
    assignee_id: wireIdOrNone.optional(),
    assignee_type: z.string().nullish(),
    team_id: wireIdOrNone.optional(),
    /** Ours: assign only while the assignee still is this one (null: nobody); 409 names who was faster. */
    if_assignee_id: z.number().nullable().optional(),
  }),
  response: z.union([agent, slimBot, z.record(z.string(), z.unknown()), z.null()]),
});

const labelList = z.object({ payload: z.array(z.string()) });

export const getLabels = operation({
  id: "conversations.labels",
  method: "GET",
  path: `${base}/{conversation_id}/labels`,
  summary: "Labels of a conversation",
  tag: "Conversations",
  callers: ["user"],
  params: conversationId,
  response: labelList,
});

export const setLabels = operation({
  id: "conversations.set_labels",
  method: "POST",
  path: `${base}/{conversation_id}/labels`,
  summary: "Replace the labels of a conversation",
  tag: "Conversations",
  callers: ["user"],
  params: conversationId,
  body: z.object({ labels: labelNames }),
  response: labelList,
});

export const contactConversations = operation({
  id: "contacts.conversations",
  method: "GET",
  path: "/api/v1/accounts/{account_id}/contacts/{id}/conversations",
  summary: "The newest conversations of a contact",
  tag: "Contacts",
  callers: ["user"],
  params: z.object({ id: wireId }),
  response: z.object({ payload: z.array(conversation) }),
});

/** What a realtime event carries about the person who caused it. */
export const performer = userCard.optional();
