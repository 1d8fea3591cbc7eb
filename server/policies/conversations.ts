import type { Fragment } from "postgres";
import { type AccountContext, statements } from "../platform/context.ts";
import { hasRight } from "./roles.ts";

/**
 * Which conversations appear in lists, as a condition on the conversation `c` (contract, conversations §2 "base set"):
 * administrators and bots all, agents those of their inboxes, customers their own. Team access does not widen lists.
 */
export function visibleConversations(ctx: AccountContext): Fragment {
  const sql = statements(ctx);
  const { actor } = ctx;
  if (seesAll(ctx)) return sql`true`;
  if (actor.kind === "contact") return ofContact(ctx, actor);
  if (actor.kind !== "user") return sql`false`;
  // An array, so that lists and counts read those inboxes from their index instead of every conversation.
  return sql`c.inbox_id = any(array(
    select im.inbox_id from inbox_members im where im.account_id = ${ctx.accountId} and im.user_id = ${actor.userId}))`;
}

/**
 * Which single conversations may be opened, as a condition on the conversation `c` (contract, conventions §3): those of the lists, and
 * those of the caller's teams.
 */
export function openableConversations(ctx: AccountContext): Fragment {
  const sql = statements(ctx);
  const { actor } = ctx;
  if (seesAll(ctx) || actor.kind !== "user") return visibleConversations(ctx);
  return sql`(${visibleConversations(ctx)} or exists (
    select from team_members tm
    where tm.account_id = c.account_id and tm.team_id = c.team_id and tm.user_id = ${actor.userId}))`;
}

/** What decides about a person who does not ask themselves: somebody who might be told of a conversation. */
export interface PersonRights {
  role: "administrator" | "agent";
  inboxIds: readonly number[];
  teamIds: readonly number[];
}

/** May this person open the conversation? The same rule as `openableConversations`. */
export const mayOpen = (person: PersonRights, conversation: { inboxId: number; teamId: number | null }): boolean =>
  person.role === "administrator" ||
  person.inboxIds.includes(conversation.inboxId) ||
  (conversation.teamId !== null && person.teamIds.includes(conversation.teamId));

/** A customer's own: those of their place in the inbox, and all of them once they have proved who they are (contract, public API §1). */
function ofContact(ctx: AccountContext, actor: { contactId: number; contactInboxId: number }): Fragment {
  const sql = statements(ctx);
  return sql`(c.contact_inbox_id = ${actor.contactInboxId} or c.contact_id = ${actor.contactId} and exists (
    select from contact_inboxes own
    where own.account_id = c.account_id and own.id = ${actor.contactInboxId} and own.hmac_verified))`;
}

const seesAll = (ctx: AccountContext): boolean =>
  ctx.role === "administrator" || ctx.actor.kind === "agent_bot" || ctx.actor.kind === "system";

/** Delete a conversation: administrators (contract, conversations §4). */
export const canDeleteConversations = (ctx: AccountContext): boolean => hasRight(ctx, "deleteConversations");
