import type { AccountContext } from "../../../platform/context.ts";
import { toIso } from "../../../platform/contract/fields.ts";
import type { Input, Result } from "../../../platform/contract/operation.ts";
import { getConversationRow } from "../../conversations/queries/get-conversation.ts";
import type { ConversationRow } from "../../conversations/queries/load-conversations.ts";
import type { listMessages as operation } from "../contract.ts";
import { serializeContactCard, serializeMessage, serializeUserCard } from "../serialize.ts";
import { loadMessages } from "./load-messages.ts";

type Page = Result<typeof operation>;

/** Rows of a page: latest or before a message, after one, and between two (contract, conventions §7). */
const LATEST = 20;
const AFTER = 100;
const BETWEEN = 1000;

/**
 * A page of a thread, oldest first (contract, messages §3). A cursor is a message's id; the thread is sorted by time and id, so the
 * page is cut at that pair. An unknown cursor counts as the end of the thread.
 */
export async function listMessages(ctx: AccountContext, input: Input<typeof operation>): Promise<Page> {
  const conversation = await getConversationRow(ctx, input.conversation_id);
  const isForward = input.after !== undefined;
  const rows = await loadMessages(ctx, (sql) => {
    const position = (id: number) => sql`(
      select cursor.created_at, cursor.id from messages cursor
      where cursor.account_id = ${ctx.accountId} and cursor.conversation_id = ${conversation.id} and cursor.id = ${id})`;
    const after =
      input.after === undefined
        ? sql``
        : sql`and (m.created_at, m.id) ${input.before ? sql`>=` : sql`>`} ${position(input.after)}`;
    const before = input.before === undefined ? sql`` : sql`and (m.created_at, m.id) < ${position(input.before)}`;
    const visible = input.filter_internal_messages ? sql`and not m.private and m.message_type <> 2` : sql``;
    return {
      where: sql`m.conversation_id = ${conversation.id} ${after} ${before} ${visible}`,
      order: isForward ? sql`order by m.created_at, m.id` : sql`order by m.created_at desc, m.id desc`,
      limit: isForward ? (input.before ? BETWEEN : AFTER) : LATEST,
    };
  });
  if (!isForward) rows.reverse();
  return { meta: pageMeta(conversation), payload: rows.map((row) => serializeMessage(row)) };
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
