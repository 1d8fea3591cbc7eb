import type { AccountContext } from "../platform/context.ts";
import { hasRight } from "./roles.ts";

/**
 * Create, change and delete help centers, their categories and articles, and read single ones for that (contract, help center §1).
 * Lists are for everybody.
 */
export const canManageHelpCenter = (ctx: AccountContext): boolean => hasRight(ctx, "manageHelpCenter");
