import { z } from "zod";
import { attributeHash, flag, isoInstant, listOf, textUpTo, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";
import { agent } from "./contract/agent.ts";
import { availabilities, emailAddress, languageTag, roles, shortName, timeZone } from "./contract/person-fields.ts";

const accountId = { tag: "Account", hiddenFromOutsiders: true } as const;

/** An account to its members (contract, settings §1). */
export const account = z.object({
  id: z.number(),
  name: z.string(),
  locale: z.string(),
  domain: z.string().nullable(),
  support_email: z.string().nullable(),
  status: z.enum(["active", "suspended"]),
  created_at: isoInstant,
  settings: attributeHash,
  features: attributeHash,
  custom_attributes: attributeHash,
  cache_keys: z.object({ label: z.string(), inbox: z.string(), team: z.string() }),
  latest_chatwoot_version: z.string().nullable().optional(),
});
export type Account = z.infer<typeof account>;

export const getAccount = operation({
  ...accountId,
  id: "accounts.get",
  method: "GET",
  path: "/api/v1/accounts/{account_id}",
  summary: "The account",
  callers: ["user"],
  response: account,
});

const minutes = z.coerce
  .number("is not a number")
  .int()
  .min(10, "must be greater than or equal to 10")
  .max(1_439_856, "must be less than or equal to 1439856");

export const accountSettings = z.object({
  auto_resolve_after: z.union([z.null(), z.literal("").transform(() => null), minutes]).optional(),
  auto_resolve_message: textUpTo(20_000).nullish(),
  auto_resolve_ignore_waiting: flag.optional(),
  auto_resolve_label: textUpTo(255).nullish(),
  audio_transcriptions: flag.optional(),
  keep_pending_on_bot_failure: flag.optional(),
  conversation_required_attributes: listOf(z.string().max(255)),
});

export const accountTraits = z.object({
  industry: textUpTo(255).nullish(),
  company_size: textUpTo(255).nullish(),
  timezone: timeZone.nullish(),
});

export const updateAccount = operation({
  ...accountId,
  id: "accounts.update",
  method: "PATCH",
  path: "/api/v1/accounts/{account_id}",
  summary: "Change the account",
  callers: ["administrator"],
  body: z.object({
    name: shortName.optional(),
    locale: languageTag.optional(),
    domain: textUpTo(100).nullish(),
    support_email: textUpTo(255).nullish(),
    ...accountSettings.shape,
    ...accountTraits.shape,
  }),
  response: account,
});

export const getCacheKeys = operation({
  tag: "Account",
  id: "accounts.cache_keys",
  method: "GET",
  path: "/api/v1/accounts/{account_id}/cache_keys",
  summary: "Keys that change with the lists that clients keep",
  callers: ["user"],
  response: account.pick({ cache_keys: true }),
});

export const updateActiveAt = operation({
  tag: "Account",
  id: "accounts.update_active_at",
  method: "POST",
  path: "/api/v1/accounts/{account_id}/update_active_at",
  summary: "Say that the caller works in this account",
  callers: ["user"],
});

const agentsPath = "/api/v1/accounts/{account_id}/agents";

/** The reference's file says `available`, its servers `online` (conventions §9). */
const availability = z.preprocess(
  (value) => (value === "available" ? "online" : value),
  z.enum(availabilities).nullish(),
);

const agentFields = {
  availability,
  availability_status: availability,
  auto_offline: flag.nullish(),
};

export const listAgents = operation({
  id: "agents.list",
  method: "GET",
  path: agentsPath,
  summary: "People of the account, by name",
  tag: "Agents",
  callers: ["user"],
  response: z.array(agent),
});

export const createAgent = operation({
  id: "agents.create",
  method: "POST",
  path: agentsPath,
  summary: "Add a person; who is new gets an invitation by mail",
  tag: "Agents",
  callers: ["administrator"],
  rootKey: "agent",
  body: z.object({ email: emailAddress, name: shortName, role: z.enum(roles).default("agent"), ...agentFields }),
  response: agent,
});

export const updateAgent = operation({
  id: "agents.update",
  method: "PATCH",
  path: `${agentsPath}/{id}`,
  summary: "Change role, name or availability of a person",
  tag: "Agents",
  callers: ["administrator"],
  params: z.object({ id: wireId }),
  rootKey: "agent",
  body: z.object({ name: shortName.optional(), role: z.enum(roles).optional(), ...agentFields }),
  response: agent,
});

export const deleteAgent = operation({
  id: "agents.delete",
  method: "DELETE",
  path: `${agentsPath}/{id}`,
  summary: "Remove a person from the account",
  tag: "Agents",
  callers: ["administrator"],
  params: z.object({ id: wireId }),
});

export const bulkCreateAgents = operation({
  id: "agents.bulk_create",
  method: "POST",
  path: `${agentsPath}/bulk_create`,
  summary: "Invite several people as agents",
  tag: "Agents",
  callers: ["administrator"],
  body: z.object({ emails: z.array(emailAddress).min(1, "can't be blank").max(100, "has more than 100 entries") }),
});
