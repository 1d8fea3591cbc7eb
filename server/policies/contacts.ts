import type { AccountContext } from "../platform/context.ts";
import { hasRight } from "./roles.ts";

/** Read, create and change contacts: every member of the account (contract, contacts). */
export const canEditContacts = (ctx: AccountContext): boolean => hasRight(ctx, "editContacts");

/** Delete contacts: administrators (contract, contacts). */
export const canDeleteContacts = (ctx: AccountContext): boolean => hasRight(ctx, "deleteContacts");
