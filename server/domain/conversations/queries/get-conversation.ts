import type { Fragment } from "postgres";
import { AppError, notFound } from "../../../platform/app-error.ts";
import type { AccountContext } from "../../../platform/context.ts";
import { statements } from "../../../platform/context.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { openableConversations } from "../../../policies/conversations.ts";
import { loadMessagesById } from "../../messages/queries/load-messages.ts";
import type { Conversation } from "../contract.ts";
import { serializeConversation } from "../serialize.ts";
import { type ConversationRow, loadConversations } from "./load-conversations.ts";

/**
 * The row of one conversation that the caller may open.
 *
 * @param displayId  the number people see, `id` on the wire
 * @throws not_found when there is none in this account; forbidden when the caller may not open it
 */
export async function getConversationRow(ctx: AccountContext, displayId: number): Promise<ConversationRow> {
  const [row] = await loadConversations(ctx, (sql) => ({
    where: sql`c.display_id = ${displayId} and ${openableConversations(ctx)}`,
  }));
  return row ?? refuse(ctx, displayId);
}

/** Which of the two it is costs a second look, paid only by those who are refused. */
async function refuse(ctx: AccountContext, displayId: number): Promise<never> {
  const [exists] = await statements(ctx)`
    select 1 from conversations where account_id = ${ctx.accountId} and display_id = ${displayId}`;
  throw exists ? new AppError("forbidden") : notFound(`conversation ${displayId}`);
}

/** One conversation as REST has it. */
export async function getConversation(ctx: AccountContext, input: { conversation_id: number }): Promise<Conversation> {
  return withMessages(ctx, await getConversationRow(ctx, input.conversation_id));
}

/** A row with its last messages, serialised. */
export async function withMessages(ctx: AccountContext, row: ConversationRow): Promise<Conversation> {
  const [conversation] = await allWithMessages(ctx, [row]);
  return conversation as Conversation;
}

/** Rows with their last messages, serialised; one more statement for all of them. */
export async function allWithMessages(ctx: AccountContext, rows: ConversationRow[]): Promise<Conversation[]> {
  const ids = rows.flatMap((row) => [row.lastMessageId, row.lastNonActivityMessageId]).filter((id) => id !== null);
  const messages = await loadMessagesById(ctx, [...new Set(ids)]);
  return rows.map((row) => serializeConversation(row, messages));
}

/** What a change needs to know of a conversation it has locked. */
export interface LockedConversation {
  id: number;
  displayId: number;
  inboxId: number;
  contactId: number;
  contactInboxId: number;
  status: "open" | "resolved" | "pending" | "snoozed";
  assigneeId: number | null;
  assigneeAgentBotId: number | null;
  /** A person left it to nobody. */
  keptUnassigned: boolean;
  teamId: number | null;
  priority: number | null;
  labels: string[];
  customAttributes: Record<string, unknown>;
  groupType: "individual" | "group";
  snoozedUntil: string | null;
  lastActivityAt: string;
  updatedAt: string;
}

/**
 * Locks a conversation that the caller may open, before anything about it is written: ids of messages then follow commit order, and
 * two changes never mix.
 *
 * @throws not_found, forbidden
 */
export async function lockConversation(tx: Tx, displayId: number): Promise<LockedConversation> {
  const [row] = await tx.sql<LockedConversation[]>`
    select ${lockedColumns(tx)}
    from conversations c
    where c.account_id = ${tx.accountId} and c.display_id = ${displayId} and ${openableConversations(tx)}
    for update of c`;
  return row ?? refuse(tx, displayId);
}

/** Columns of the conversation `c`. */
export const lockedColumns = (tx: Tx): Fragment => tx.sql`
  c.id, c.display_id as "displayId", c.inbox_id as "inboxId", c.contact_id as "contactId",
  c.contact_inbox_id as "contactInboxId", c.status, c.assignee_id as "assigneeId",
  c.assignee_agent_bot_id as "assigneeAgentBotId", c.kept_unassigned as "keptUnassigned", c.team_id as "teamId", c.priority, c.labels,
  c.custom_attributes as "customAttributes",
  c.group_type as "groupType", c.snoozed_until as "snoozedUntil", c.last_activity_at as "lastActivityAt",
  c.updated_at as "updatedAt"`;
