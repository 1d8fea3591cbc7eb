import { z } from "zod";
import { attributeHash, isoInstant, listOf, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { inbox } from "../contract.ts";

const base = "/api/v1/accounts/{account_id}/inboxes";
const inboxPath = z.object({ id: wireId });

/** A setting of a channel as the set-up form shows it. */
const settingField = z.object({
  key: z.string(),
  label: z.record(z.string(), z.string()),
  kind: z.enum(["text", "secret", "url", "phone", "switch", "choice"]),
  options: z.array(z.object({ value: z.string(), label: z.record(z.string(), z.string()) })).optional(),
  placeholder: z.string().optional(),
  preset: z.boolean().optional(),
  hint: z.record(z.string(), z.string()).optional(),
});

/** Ours: a channel that an inbox can be made of. */
export const availableChannel = z.object({
  key: z.string(),
  name: z.string(),
  /** By language, where one says it differently. */
  names: z.record(z.string(), z.string()),
  channel_type: z.string(),
  provider: z.string().nullable(),
  connect: z.enum(["credentials", "oauth", "qr", "none"]),
  fields: z.array(settingField),
  /** Can *Test connection* tell anything? */
  can_check: z.boolean(),
  /** Is our webhook set at the provider by us? Otherwise somebody must copy its address there. */
  can_subscribe: z.boolean(),
});
export type AvailableChannel = z.infer<typeof availableChannel>;

export const listAvailableChannels = operation({
  id: "inboxes.available_channels",
  method: "GET",
  path: `${base}/available_channels`,
  summary: "Channels that an inbox can be made of, with the fields of their set-up form",
  tag: "Inboxes",
  callers: ["administrator"],
  response: z.object({ payload: z.array(availableChannel) }),
});

/** Ours: the health card of an inbox. */
export const inboxHealth = z.object({
  /** `failing`: the line is closed, or the newest thing that happened is an error. `waiting`: nothing has come in yet. */
  state: z.enum(["waiting", "ok", "failing"]),
  connection: inbox.shape.connection,
  last_inbound_at: isoInstant.nullable(),
  last_outbound_at: isoInstant.nullable(),
  last_error: z.string().nullable(),
  last_error_at: isoInstant.nullable(),
  /** Webhook bodies of the last 24 hours. */
  received: z.object({ done: z.number(), pending: z.number(), failed: z.number() }),
  outgoing: z.object({ pending: z.number(), failed: z.number() }),
  webhook_url: z.string().nullable(),
  webhook_headers: z.record(z.string(), z.string()),
});
export type InboxHealth = z.infer<typeof inboxHealth>;

/** Ours: a webhook body that could not be applied, or not whole. */
export const failedInboundEvent = z.object({
  id: z.number(),
  error: z.string().nullable(),
  received_at: isoInstant,
  attempts: z.number(),
  body: z.string(),
});

export const getInboxHealth = operation({
  id: "inboxes.health",
  method: "GET",
  path: `${base}/{id}/connection_health`,
  summary: "State of the line, what came in and went out, and the last error",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
  response: inboxHealth,
});

const checks = z.object({
  checks: z.array(
    z.object({
      name: z.enum(["credentials", "permission", "webhook", "send", "receive"]),
      ok: z.boolean(),
      detail: z.string().optional(),
    }),
  ),
});

export const checkInbox = operation({
  id: "inboxes.check",
  method: "POST",
  path: `${base}/{id}/check`,
  summary: "Test the connection of an inbox",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
  response: checks,
});

export const checkNewInbox = operation({
  id: "inboxes.check_new",
  method: "POST",
  path: `${base}/check`,
  summary: "Test the settings of a channel before an inbox is made of it",
  tag: "Inboxes",
  callers: ["administrator"],
  body: z.object({ channel: attributeHash.optional() }),
  response: checks,
});

export const subscribeInbox = operation({
  id: "inboxes.subscribe",
  method: "POST",
  path: `${base}/{id}/subscribe`,
  summary: "Set our webhook at the provider again",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
});

export const setupChannelProvider = operation({
  id: "inboxes.setup_channel_provider",
  method: "POST",
  path: `${base}/{id}/setup_channel_provider`,
  summary: "Start linking a phone; its QR code, or the code to type on it, appears in the inbox",
  tag: "Inboxes",
  callers: ["user"],
  params: inboxPath,
  body: z.object({ method: z.enum(["qr", "pairing_code"]).optional() }),
});

export const disconnectChannelProvider = operation({
  id: "inboxes.disconnect_channel_provider",
  method: "POST",
  path: `${base}/{id}/disconnect_channel_provider`,
  summary: "Unlink the phone",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
});

export const listFailedEvents = operation({
  id: "inboxes.failed_events",
  method: "GET",
  path: `${base}/{id}/failed_events`,
  summary: "Webhook bodies that could not be applied, newest first, 50 at most",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
  response: z.object({ payload: z.array(failedInboundEvent) }),
});

export const processFailedEvents = operation({
  id: "inboxes.process_failed_events",
  method: "POST",
  path: `${base}/{id}/failed_events/process`,
  summary: "Apply failed webhook bodies again: those named, or all",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
  body: z.object({ event_ids: listOf(wireId) }),
  response: z.object({ queued: z.number() }),
});
