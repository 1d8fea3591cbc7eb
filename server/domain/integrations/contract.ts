import { z } from "zod";
import { attributeHash, flag, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

const base = "/api/v1/accounts/{account_id}/integrations";
const tag = "Integrations";

/** Stands for a secret that is set; sent back unchanged it means "as it is". */
export const HOOK_SECRET_MASK = "••••••••";

/** One app that the account, or one of its inboxes, has connected (contract, settings §12). */
export const hook = z.object({
  id: z.number(),
  app_id: z.string(),
  /** Is it switched on? */
  status: z.boolean(),
  inbox: z.object({ id: z.number(), name: z.string() }).nullable(),
  account_id: z.number(),
  hook_type: z.enum(["account", "inbox"]),
  /** For administrators; secrets are masked. */
  settings: attributeHash.optional(),
  reference_id: z.string().nullish(),
});
export type Hook = z.infer<typeof hook>;

/** Something Parley can work with. */
export const app = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  short_description: z.string(),
  /** Has the account set something up? */
  enabled: z.boolean(),
  hooks: z.array(hook),
  /** For administrators: what a hook of it needs. */
  hook_type: z.enum(["account", "inbox"]).optional(),
  allow_multiple_hooks: z.boolean().optional(),
  settings_json_schema: attributeHash.optional(),
  visible_properties: z.array(z.string()).optional(),
});
export type App = z.infer<typeof app>;

export const listApps = operation({
  id: "integrations.apps",
  method: "GET",
  path: `${base}/apps`,
  summary: "What Parley can work with, and what is connected",
  tag,
  callers: ["user"],
  response: z.object({ payload: z.array(app) }),
});

export const getApp = operation({
  id: "integrations.app",
  method: "GET",
  path: `${base}/apps/{id}`,
  summary: "One app",
  tag,
  callers: ["user"],
  params: z.object({ id: z.string().max(64) }),
  response: app,
});

const settings = attributeHash.nullish();

export const createHook = operation({
  id: "integrations.create_hook",
  method: "POST",
  path: `${base}/hooks`,
  summary: "Connect an app",
  tag,
  callers: ["administrator"],
  rootKey: "hook",
  body: z.object({ app_id: z.coerce.string().max(64), inbox_id: wireId.nullish(), status: flag.nullish(), settings }),
  response: hook,
});

const hookPath = z.object({ hook_id: wireId });

export const updateHook = operation({
  id: "integrations.update_hook",
  method: "PATCH",
  path: `${base}/hooks/{hook_id}`,
  summary: "Change the settings of a connected app, or switch it on and off",
  tag,
  callers: ["administrator"],
  rootKey: "hook",
  params: hookPath,
  body: z.object({ status: flag.nullish(), settings }),
  response: hook,
});

export const deleteHook = operation({
  id: "integrations.delete_hook",
  method: "DELETE",
  path: `${base}/hooks/{hook_id}`,
  summary: "Disconnect an app",
  tag,
  callers: ["administrator"],
  params: hookPath,
});

export const processHookEvent = operation({
  id: "integrations.process_event",
  method: "POST",
  path: `${base}/hooks/{hook_id}/process_event`,
  summary: "Ask a connected app for something, for instance a better wording",
  tag,
  callers: ["user"],
  params: hookPath,
  body: z.object({ event: z.object({ name: z.string().max(64), data: attributeHash.nullish() }) }),
  response: z.object({ message: z.string().nullable() }),
  ratePerMinute: 60,
});
