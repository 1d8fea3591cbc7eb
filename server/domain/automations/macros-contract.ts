import { z } from "zod";
import { textUpTo, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";
import { agent } from "../accounts/contract/agent.ts";
import { automationAction } from "./contract.ts";

const macrosPath = "/api/v1/accounts/{account_id}/macros";
const tag = "Macros";

export const macro = z.object({
  id: z.number(),
  name: z.string(),
  visibility: z.enum(["personal", "global"]),
  created_by: agent.nullable(),
  updated_by: agent.nullable(),
  account_id: z.number(),
  actions: z.array(z.object({ action_name: z.string(), action_params: z.unknown() })),
  /** Ours, for administrators and whoever made it: signs the calls of its webhook steps, HMAC-SHA256 over `<timestamp>.<body>`. */
  secret: z.string().optional(),
});
export type Macro = z.infer<typeof macro>;

const macroFields = z.object({
  name: textUpTo(255).optional(),
  visibility: z.union([z.enum(["personal", "global"]), z.literal(0), z.literal(1)]).optional(),
  actions: z.array(automationAction).max(100).optional(),
});
export type MacroFields = z.infer<typeof macroFields>;

const oneMacro = z.object({ id: wireId });
const inEnvelope = z.object({ payload: macro });

export const listMacros = operation({
  id: "macros.list",
  method: "GET",
  path: macrosPath,
  summary: "Macros of everybody and one's own",
  tag,
  callers: ["user"],
  response: z.object({ payload: z.array(macro) }),
});

export const createMacro = operation({
  id: "macros.create",
  method: "POST",
  path: macrosPath,
  summary: "Add a macro",
  tag,
  callers: ["user"],
  rootKey: "macro",
  body: macroFields,
  response: inEnvelope,
});

export const getMacro = operation({
  id: "macros.show",
  method: "GET",
  path: `${macrosPath}/{id}`,
  summary: "One macro",
  tag,
  callers: ["user"],
  params: oneMacro,
  response: inEnvelope,
});

export const updateMacro = operation({
  id: "macros.update",
  method: "PATCH",
  path: `${macrosPath}/{id}`,
  summary: "Change a macro",
  tag,
  callers: ["user"],
  rootKey: "macro",
  params: oneMacro,
  body: macroFields,
  response: inEnvelope,
});

export const deleteMacro = operation({
  id: "macros.delete",
  method: "DELETE",
  path: `${macrosPath}/{id}`,
  summary: "Remove a macro",
  tag,
  callers: ["user"],
  params: oneMacro,
});

export const executeMacro = operation({
  id: "macros.execute",
  method: "POST",
  path: `${macrosPath}/{id}/execute`,
  summary: "Run a macro on conversations",
  tag,
  callers: ["user"],
  params: oneMacro,
  body: z.object({ conversation_ids: z.array(wireId).max(1000) }),
});
