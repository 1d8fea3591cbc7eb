import type { AccountContext } from "../platform/context.ts";

/** Every member of the account may read, create and change contacts (contract, contacts). */
export const canEditContacts = (ctx: AccountContext): boolean => ctx.role !== null || ctx.actor.kind === "system";

/** Deleting is for administrators (contract, contacts). */
export const canDeleteContacts = (ctx: AccountContext): boolean =>
  ctx.role === "administrator" || ctx.actor.kind === "system";
