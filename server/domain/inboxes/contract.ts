import { z } from "zod";
import {
  attributeHash,
  flag,
  listOf,
  picture,
  textUpTo,
  wireId,
  wireIdOrNone,
} from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

const base = "/api/v1/accounts/{account_id}/inboxes";

/** What the channel can do; see the channel interface for each key. */
export const capabilities = z.object({
  replyWindowHours: z.number().nullable(),
  attachments: z.record(z.string(), z.object({ maxBytes: z.number() })),
  templates: z.boolean(),
  interactive: z.boolean(),
  quotes: z.boolean(),
  reactions: z.boolean(),
  edits: z.boolean(),
  deletes: z.boolean(),
  typing: z.boolean(),
  readReceipts: z.boolean(),
  /** False also where the inbox or the installation does not store messages of groups, only that something was written. */
  groups: z.boolean(),
  pairingCode: z.boolean(),
  groupActions: z.array(z.string()),
  groupSettings: z.array(z.string()),
  mentions: z.boolean(),
  mentionKey: z.enum(["phone", "lid"]),
  polls: z.boolean(),
  startConversation: z.boolean(),
  richText: z.enum(["none", "whatsapp", "markdown"]),
  contactKey: z.enum(["phone", "email", "none"]),
  maxTextLength: z.number(),
  ratePerSecond: z.number(),
  idempotentSend: z.boolean(),
  idempotentSeconds: z.number().optional(),
});
export type WireCapabilities = z.infer<typeof capabilities>;

const workingHours = z.array(
  z.object({
    day_of_week: z.number(),
    closed_all_day: z.boolean(),
    open_hour: z.number().nullable(),
    open_minutes: z.number().nullable(),
    close_hour: z.number().nullable(),
    close_minutes: z.number().nullable(),
    open_all_day: z.boolean(),
  }),
);

/** Stands for a secret that is set; sent back unchanged it means "as it is". */
export const SECRET_MASK = "••••••••";

/** An inbox (contract, inboxes §1); keys of other channel types are null. Secrets never come out. */
export const inbox = z
  .object({
    id: z.number(),
    avatar_url: z.string(),
    channel_id: z.number(),
    name: z.string(),
    channel_type: z.string(),
    account_id: z.number(),
    provider: z.string().nullable(),
    phone_number: z.string().nullable(),
    greeting_enabled: z.boolean(),
    greeting_message: z.string().nullable(),
    working_hours_enabled: z.boolean(),
    working_hours: workingHours,
    out_of_office_message: z.string().nullable(),
    timezone: z.string(),
    enable_email_collect: z.boolean(),
    csat_survey_enabled: z.boolean(),
    csat_config: attributeHash,
    enable_auto_assignment: z.boolean(),
    auto_assignment_config: attributeHash,
    allow_messages_after_resolved: z.boolean(),
    lock_to_single_conversation: z.boolean(),
    sender_name_type: z.enum(["friendly", "professional"]),
    business_name: z.string().nullable(),
    /** The help center whose articles the chat shows; left out without one. */
    help_center: z.object({ name: z.string(), slug: z.string() }).optional(),
    hmac_mandatory: z.boolean().nullable(),
    callback_webhook_url: z.string().nullable(),
    webhook_url: z.string().nullish(),
    inbox_identifier: z.string().nullish(),
    /** Of websites: the key of the widget, and what puts it onto pages. */
    website_token: z.string().nullish(),
    web_widget_script: z.string().nullish(),
    hmac_token: z.string().nullish(),
    provider_config: attributeHash.nullish(),
    provider_connection: attributeHash.nullish(),
    /** Ours, for administrators: all settings of the channel, secrets masked. */
    settings: attributeHash.nullable(),
    /** Ours: the adapter's key, what it can do, and the state of the line. */
    channel: z.string(),
    connect: z.enum(["credentials", "oauth", "qr", "none"]),
    capabilities,
    connection: z.object({
      state: z.enum(["unknown", "connecting", "qr", "open", "closed", "error"]),
      error: z.string().optional(),
      changedAt: z.string().optional(),
      qr: z.string().optional(),
      qrExpiresAt: z.string().optional(),
      pairingCode: z.string().optional(),
      pairingCodeExpiresAt: z.string().optional(),
      notice: z.string().optional(),
      epoch: z.number().optional(),
    }),
    revision: z.number(),
  })
  .loose();
export type Inbox = z.infer<typeof inbox>;

export const listInboxes = operation({
  id: "inboxes.list",
  method: "GET",
  path: base,
  summary: "Inboxes the caller may see",
  tag: "Inboxes",
  callers: ["user"],
  response: z.object({ payload: z.array(inbox) }),
});

const inboxPath = z.object({ id: wireId });

export const getInbox = operation({
  id: "inboxes.get",
  method: "GET",
  path: `${base}/{id}`,
  summary: "One inbox",
  tag: "Inboxes",
  callers: ["user"],
  params: inboxPath,
  response: inbox,
});

const nullable = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "null" ? null : value), schema.nullish());

const inboxFields = z.object({
  name: textUpTo(255).optional(),
  avatar: picture.optional(),
  greeting_enabled: flag.optional(),
  greeting_message: nullable(textUpTo(10_000)),
  working_hours_enabled: flag.optional(),
  working_hours: listOf(attributeHash),
  out_of_office_message: nullable(textUpTo(10_000)),
  timezone: z.string().optional(),
  enable_email_collect: flag.optional(),
  csat_survey_enabled: flag.optional(),
  csat_config: attributeHash.nullish(),
  enable_auto_assignment: flag.optional(),
  auto_assignment_config: attributeHash.nullish(),
  allow_messages_after_resolved: flag.optional(),
  lock_to_single_conversation: flag.optional(),
  sender_name_type: z.enum(["friendly", "professional"]).optional(),
  business_name: nullable(textUpTo(255)),
  portal_id: wireIdOrNone.optional(),
  channel: attributeHash.optional(),
});

export const createInbox = operation({
  id: "inboxes.create",
  method: "POST",
  path: base,
  summary: "Connect a channel",
  tag: "Inboxes",
  callers: ["administrator"],
  body: inboxFields,
  response: inbox,
});

export const updateInbox = operation({
  id: "inboxes.update",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change an inbox or the settings of its channel",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
  body: inboxFields,
  response: inbox,
});

export const deleteInbox = operation({
  id: "inboxes.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Delete an inbox and what belongs to it, in the background",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
  response: z.object({ message: z.string() }),
});
