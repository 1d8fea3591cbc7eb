import type { AccountContext } from "../platform/context.ts";
import { hasRight } from "./roles.ts";

/** See groups and change them: every member of the account, whatever the inbox (contract, groups §2). */
export const canManageGroups = (ctx: AccountContext): boolean => hasRight(ctx, "editContacts");
