import type { AccountContext } from "../platform/context.ts";
import { hasRight } from "./roles.ts";

interface Authored {
  visibility: "personal" | "global";
  createdById: number | null;
}

const isAuthor = (ctx: AccountContext, macro: Authored): boolean =>
  ctx.actor.kind === "user" && ctx.actor.userId === macro.createdById;

/** Only administrators make macros for everybody (contract, settings §10). */
export const canShareMacros = (ctx: AccountContext): boolean => hasRight(ctx, "manageSettings");

/** Its author; what everybody uses, administrators too. */
export const canChangeMacro = (ctx: AccountContext, macro: Authored): boolean =>
  isAuthor(ctx, macro) || (macro.visibility === "global" && hasRight(ctx, "manageSettings"));

/** Its author; administrators when the author left. */
export const canDeleteMacro = (ctx: AccountContext, macro: Authored): boolean =>
  isAuthor(ctx, macro) || (macro.createdById === null && hasRight(ctx, "manageSettings"));
