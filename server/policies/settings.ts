import type { AccountContext } from "../platform/context.ts";
import { hasRight } from "./roles.ts";

/** Create, change and delete labels, teams, bots and dashboard apps; read the audit log (contract, settings §§4, 5, 12, 13, 15). */
export const canManageSettings = (ctx: AccountContext): boolean => hasRight(ctx, "manageSettings");
