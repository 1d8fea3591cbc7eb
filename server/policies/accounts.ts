import type { AccountContext } from "../platform/context.ts";
import { hasRight } from "./roles.ts";

/** Invite, change and remove people of the account (contract, settings §3). */
export const canManageAgents = (ctx: AccountContext): boolean => hasRight(ctx, "manageAgents");

/** Change the account's name, language and settings (contract, settings §1). */
export const canUpdateAccount = (ctx: AccountContext): boolean => hasRight(ctx, "updateAccount");
