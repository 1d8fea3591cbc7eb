import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { inboxes, inboxMembers } from "#db/schema/inboxes.ts";
import type { AccountContext } from "../platform/context.ts";
import { hasRight } from "./roles.ts";

/**
 * Which inboxes the caller may see, as a condition on an inbox id: administrators, bots of the account and the product
 * itself all of them, agents those they are a member of (contract, conventions §3), everybody else none.
 *
 * The agent's inboxes are collected once per statement and not joined, so that a list keeps walking its index.
 *
 * @param inboxId  the column to restrict, e.g. `conversations.inboxId`
 */
export function visibleInboxes(ctx: AccountContext, inboxId: AnyColumn = inboxes.id): SQL {
  if (seesAllInboxes(ctx)) return sql`true`;
  if (ctx.actor.kind !== "user") return sql`false`;
  return sql`${inboxId} = any(array(
    select ${inboxMembers.inboxId} from ${inboxMembers}
    where ${inboxMembers.accountId} = ${ctx.accountId} and ${inboxMembers.userId} = ${ctx.actor.userId}))`;
}

/** True when `visibleInboxes` restricts nothing. */
export const seesAllInboxes = (ctx: AccountContext): boolean =>
  hasRight(ctx, "seeEveryInbox") || ctx.actor.kind === "agent_bot";

/** May create, change and delete inboxes, choose their members and see their configuration (contract, inboxes). */
export const canManageInboxes = (ctx: AccountContext): boolean => hasRight(ctx, "manageInboxes");
