import { z } from "zod";
import { page, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

/** Everything that can be subscribed (contract, realtime §6). */
export const webhookEvents = [
  "conversation_status_changed",
  "conversation_updated",
  "conversation_created",
  "contact_created",
  "contact_updated",
  "message_created",
  "message_updated",
  "webwidget_triggered",
  "message_incoming",
  "message_outgoing",
  "inbox_created",
  "inbox_updated",
  "conversation_typing_on",
  "conversation_typing_off",
  "provider_event_received",
] as const;

/** What a new webhook hears when nothing is said. */
export const defaultWebhookEvents: readonly string[] = webhookEvents.slice(0, 8);

const webhook = z.object({
  id: z.number(),
  name: z.string().nullable(),
  url: z.string(),
  account_id: z.number(),
  subscriptions: z.array(z.string()),
  inbox: z.object({ id: z.number(), name: z.string(), channel_type: z.string() }).optional(),
  /** Signs the calls: HMAC-SHA256 over `<timestamp>.<body>`. */
  secret: z.string(),
});
export type Webhook = z.infer<typeof webhook>;

const envelope = z.object({ payload: z.object({ webhook }) });
const base = "/api/v1/accounts/{account_id}/webhooks";
const params = z.object({ webhook_id: wireId });
const subscriptions = z.array(z.string()).nullish();
const name = z.string().max(255).nullish();

export const listWebhooks = operation({
  id: "webhooks.list",
  method: "GET",
  path: base,
  summary: "All webhooks of the account",
  tag: "Webhooks",
  callers: ["administrator"],
  response: z.object({ payload: z.object({ webhooks: z.array(webhook) }) }),
});

export const createWebhook = operation({
  id: "webhooks.create",
  method: "POST",
  path: base,
  summary: "Be called when something happens",
  tag: "Webhooks",
  callers: ["administrator"],
  rootKey: "webhook",
  body: z.object({ name, url: z.string().max(2048), subscriptions, inbox_id: wireId.nullish() }),
  response: envelope,
});

export const updateWebhook = operation({
  id: "webhooks.update",
  method: "PATCH",
  path: `${base}/{webhook_id}`,
  summary: "Change the name, the address or the events of a webhook",
  tag: "Webhooks",
  callers: ["administrator"],
  rootKey: "webhook",
  params,
  body: z.object({ name, url: z.string().max(2048).nullish(), subscriptions }),
  response: envelope,
});

export const deleteWebhook = operation({
  id: "webhooks.delete",
  method: "DELETE",
  path: `${base}/{webhook_id}`,
  summary: "Stop being called",
  tag: "Webhooks",
  callers: ["administrator"],
  params,
});

const delivery = z.object({
  id: z.number(),
  uuid: z.string(),
  /** `webhook:5`, `inbox:7`, `agent_bot:3`, or whose step it was: `automation_rule:2`, `macro:4`. */
  target: z.string(),
  event: z.string(),
  url: z.string(),
  state: z.enum(["pending", "delivered", "failed", "held"]),
  attempts: z.number(),
  response_status: z.number().nullable(),
  error: z.string().nullable(),
  duration_ms: z.number().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  next_attempt_at: z.string().nullable(),
});
export type WebhookDelivery = z.infer<typeof delivery>;

export const listWebhookDeliveries = operation({
  id: "webhooks.deliveries",
  method: "GET",
  path: `${base}/deliveries`,
  summary: "The log of calls, newest first",
  tag: "Webhooks",
  callers: ["administrator"],
  query: z.object({
    page,
    target: z.string().max(64).optional(),
    state: z.enum(["pending", "delivered", "failed", "held"]).optional(),
  }),
  response: z.object({ payload: z.array(delivery) }),
});

export const getWebhookDelivery = operation({
  id: "webhooks.delivery",
  method: "GET",
  path: `${base}/deliveries/{id}`,
  summary: "One call, with what was sent",
  tag: "Webhooks",
  callers: ["administrator"],
  params: z.object({ id: wireId }),
  response: delivery.extend({ payload: z.record(z.string(), z.unknown()) }),
});

export const replayWebhookDelivery = operation({
  id: "webhooks.replay",
  method: "POST",
  path: `${base}/deliveries/{id}/replay`,
  summary: "Make a finished call again, under the same id",
  tag: "Webhooks",
  callers: ["administrator"],
  params: z.object({ id: wireId }),
  response: delivery,
});

const endpointState = z.object({
  target: z.string(),
  failures: z.number(),
  failing_since: z.string().nullable(),
  last_error: z.string().nullable(),
  paused_at: z.string().nullable(),
  /** Calls that wait for the end of the pause. */
  held_count: z.number(),
});

export const listWebhookEndpoints = operation({
  id: "webhooks.endpoints",
  method: "GET",
  path: `${base}/endpoints`,
  summary: "Receivers that do not take their calls",
  tag: "Webhooks",
  callers: ["administrator"],
  response: z.object({ payload: z.array(endpointState) }),
});

export const resumeWebhookEndpoint = operation({
  id: "webhooks.resume",
  method: "POST",
  path: `${base}/endpoints/resume`,
  summary: "End the pause of a receiver: what was kept back is sent",
  tag: "Webhooks",
  callers: ["administrator"],
  body: z.object({ target: z.string().max(64) }),
  response: z.object({ released_count: z.number() }),
});
