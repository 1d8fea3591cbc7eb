import { z } from "zod";
import { flag, textUpTo, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

const rulesPath = "/api/v1/accounts/{account_id}/automation_rules";

/** What a rule can wait for (contract, settings §11); `time_passed` is ours, for conditions in minutes. */
export const ruleEvents = [
  "conversation_created",
  "conversation_updated",
  "conversation_opened",
  "conversation_resolved",
  "message_created",
  "time_passed",
] as const;
export type RuleEvent = (typeof ruleEvents)[number];

/** More than anybody clicks together. */
const MAX_ENTRIES = 100;

export const ruleCondition = z.object({
  attribute_key: z.string().max(255),
  filter_operator: z.string().max(255),
  values: z.unknown().optional(),
  query_operator: z.string().max(255).nullish(),
  custom_attribute_type: z.string().max(255).nullish(),
});
export type RuleCondition = z.infer<typeof ruleCondition>;

/** One step; which names there are is checked against the table of actions, parameters when the step is done. */
export const automationAction = z.object({
  action_name: z.string().max(255),
  action_params: z.unknown().optional(),
});
export type AutomationAction = z.infer<typeof automationAction>;

const storedFile = z.object({
  id: z.number(),
  file_type: z.string(),
  account_id: z.number(),
  file_url: z.string(),
  blob_id: z.string(),
  filename: z.string(),
});

export const automationRule = z.object({
  id: z.number(),
  account_id: z.number(),
  name: z.string(),
  description: z.string().nullable(),
  event_name: z.string(),
  conditions: z.array(z.record(z.string(), z.unknown())),
  actions: z.array(z.object({ action_name: z.string(), action_params: z.unknown() })),
  created_on: z.number(),
  active: z.boolean(),
  files: z.array(storedFile.extend({ automation_rule_id: z.number() })).optional(),
  /** Ours: why the product itself switched the rule off. */
  disabled_reason: z.string().nullable(),
  /** Ours: signs the calls of its webhook steps, HMAC-SHA256 over `<timestamp>.<body>`. */
  secret: z.string(),
});
export type AutomationRule = z.infer<typeof automationRule>;

const ruleFields = z.object({
  name: textUpTo(255).optional(),
  description: textUpTo(20_000).nullish(),
  event_name: z.enum(ruleEvents).optional(),
  active: flag.optional(),
  conditions: z.array(ruleCondition).max(MAX_ENTRIES).optional(),
  actions: z.array(automationAction).max(MAX_ENTRIES).optional(),
});
export type RuleFields = z.infer<typeof ruleFields>;

const tag = "Automation Rule";
const inEnvelope = z.object({ payload: automationRule });
const oneRule = z.object({ id: wireId });

export const listAutomationRules = operation({
  id: "automation_rules.list",
  method: "GET",
  path: rulesPath,
  summary: "All automation rules",
  tag,
  callers: ["administrator"],
  response: z.object({ payload: z.array(automationRule) }),
});

export const createAutomationRule = operation({
  id: "automation_rules.create",
  method: "POST",
  path: rulesPath,
  summary: "Add an automation rule",
  tag,
  callers: ["administrator"],
  rootKey: "automation_rule",
  body: ruleFields,
  response: automationRule,
});

export const getAutomationRule = operation({
  id: "automation_rules.show",
  method: "GET",
  path: `${rulesPath}/{id}`,
  summary: "One automation rule",
  tag,
  callers: ["administrator"],
  params: oneRule,
  response: inEnvelope,
});

export const updateAutomationRule = operation({
  id: "automation_rules.update",
  method: "PATCH",
  path: `${rulesPath}/{id}`,
  summary: "Change an automation rule",
  tag,
  callers: ["administrator"],
  rootKey: "automation_rule",
  params: oneRule,
  body: ruleFields,
  response: inEnvelope,
});

export const deleteAutomationRule = operation({
  id: "automation_rules.delete",
  method: "DELETE",
  path: `${rulesPath}/{id}`,
  summary: "Remove an automation rule",
  tag,
  callers: ["administrator"],
  params: oneRule,
});

export const cloneAutomationRule = operation({
  id: "automation_rules.clone",
  method: "POST",
  path: `${rulesPath}/{id}/clone`,
  summary: "Copy an automation rule",
  tag,
  callers: ["administrator"],
  params: oneRule,
  response: inEnvelope,
});

export const automationRun = z.object({
  id: z.number(),
  /** For a rule that waited for time to pass: minus the id of the message since which it waited. */
  event_id: z.number(),
  /** Display id. */
  conversation_id: z.number(),
  outcome: z.enum(["done", "failed"]),
  errors: z.array(z.object({ action: z.string(), error: z.string() })),
  created_at: z.number(),
});
export type AutomationRun = z.infer<typeof automationRun>;

export const listAutomationRuns = operation({
  id: "automation_rules.runs",
  method: "GET",
  path: `${rulesPath}/{id}/runs`,
  summary: "What an automation rule did, newest first",
  tag,
  callers: ["administrator"],
  params: oneRule,
  query: z.object({ before: wireId.optional() }),
  response: z.object({ payload: z.array(automationRun) }),
});
