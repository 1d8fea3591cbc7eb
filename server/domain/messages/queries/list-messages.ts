import type { Fragment, ISql } from "postgres";
import type { AccountContext } from "../../../platform/context.ts";
import { toIso } from "../../../platform/contract/fields.ts";
import type { Input, Result } from "../../../platform/contract/operation.ts";
import { getConversationRow } from "../../conversations/queries/get-conversation.ts";
import type { ConversationRow } from "../../conversations/queries/load-conversations.ts";
import type { listMessages as operation } from "../contract.ts";
import { serializeContactCard, serializeMessage, serializeUserCard } from "../serialize.ts";
import { loadMessages } from "./load-messages.ts";

type Page = Result<typeof operation>;

/** Rows of a page: latest or before a message, after one, and between two (contract, messages §3). */
const LATEST = 20;
const AFTER = 100;
const BETWEEN = 1000;

/**
 * A page of a thread, oldest first (contract, messages §3). A cursor is a message's id; the thread is sorted by time and id, so the
 * page is cut at that pair. An unknown id stands behind the greatest known one below it. `around` is ours: the message itself with
 * 20 before and 19 behind it.
 */
export async function listMessages(ctx: AccountContext, input: Input<typeof operation>): Promise<Page> {
  const conversation = await getConversationRow(ctx, input.conversation_id);
  const isForward = input.after !== undefined || input.around !== undefined;
  const rows = await loadMessages(ctx, (sql) => ({
    where: sql`m.conversation_id = ${conversation.id} ${pageCondition(ctx, { sql, input, conversationId: conversation.id })}`,
    order: isForward ? sql`order by m.created_at, m.id` : sql`order by m.created_at desc, m.id desc`,
    limit: isForward ? (input.before !== undefined || input.around !== undefined ? BETWEEN : AFTER) : LATEST,
  }));
  if (!isForward) rows.reverse();
  return { meta: pageMeta(conversation), payload: rows.map((row) => serializeMessage(row)) };
}

interface PageCondition {
  sql: ISql;
  input: Input<typeof operation>;
  conversationId: number;
}

function pageCondition(ctx: AccountContext, { sql, input, conversationId }: PageCondition): Fragment {
  const inThread = (alias: string) =>
    sql`${sql(alias)}.account_id = ${ctx.accountId} and ${sql(alias)}.conversation_id = ${conversationId}`;
  const position = (id: number) => sql`(coalesce(
    (select cursor.created_at from messages cursor where ${inThread("cursor")} and cursor.id = ${id}),
    (select lower.created_at from messages lower where ${inThread("lower")} and lower.id < ${id} order by lower.id desc limit 1),
    '-infinity'), ${id}::bigint)`;
  const isVisible = (alias: string) =>
    input.filter_internal_messages ? sql`and not ${sql(alias)}.private and ${sql(alias)}.message_type <> 2` : sql``;
  if (input.around !== undefined) {
    const side = (condition: Fragment, order: Fragment) => sql`array(
      select near.id from messages near where ${inThread("near")} and (near.created_at, near.id) ${condition} ${isVisible("near")}
      order by near.created_at ${order}, near.id ${order} limit ${LATEST})`;
    const at = position(input.around);
    return sql`and m.id = any(${side(sql`< ${at}`, sql`desc`)} || ${side(sql`>= ${at}`, sql`asc`)})`;
  }
  const { after, before } = input;
  const isAfter =
    after === undefined
      ? sql``
      : sql`and (m.created_at, m.id) ${before !== undefined ? sql`>=` : sql`>`} ${position(after)}`;
  const isBefore = before === undefined ? sql`` : sql`and (m.created_at, m.id) < ${position(before)}`;
  return sql`${isAfter} ${isBefore} ${isVisible("m")}`;
}

function pageMeta(conversation: ConversationRow): Page["meta"] {
  return {
    labels: conversation.labels,
    additional_attributes: conversation.additionalAttributes,
    contact: serializeContactCard(conversation.contact),
    ...(conversation.assignee && { assignee: serializeUserCard(conversation.assignee) }),
    agent_last_seen_at: toIso(conversation.agentLastSeenAt),
    assignee_last_seen_at: toIso(conversation.assigneeLastSeenAt),
  };
}
