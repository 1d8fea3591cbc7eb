import type { z } from "zod";
import type { AccountContext } from "../../../platform/context.ts";
import { visibleConversations } from "../../../policies/conversations.ts";
import { requireContact } from "../../contacts/require-contact.ts";
import type { Conversation, ConversationListQuery, counts } from "../contract.ts";
import { countConversations } from "./count-conversations.ts";
import { allWithMessages } from "./get-conversation.ts";
import { listFilter, listOrder, requireTeam, tabFilter } from "./list-filter.ts";
import { loadConversations } from "./load-conversations.ts";

/** Rows of a page (contract, conventions §7). */
const PAGE_SIZE = 25;

type Counts = z.infer<typeof counts>;

/** A page of conversations and the counts of the tabs, in three statements. */
export async function listConversations(
  ctx: AccountContext,
  query: ConversationListQuery,
): Promise<{ data: { meta: Counts; payload: Conversation[] } }> {
  await requireTeam(ctx, query.team_id);
  const rows = await loadConversations(ctx, (sql) => ({
    where: sql`${listFilter(ctx, query)} and ${tabFilter(ctx, query.assignee_type)}`,
    order: listOrder(ctx, query.sort_by),
    ...(query.updated_within ? {} : { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE }),
  }));
  return { data: { meta: await countConversations(ctx, query), payload: await allWithMessages(ctx, rows) } };
}

/** The counts of the tabs alone. */
export async function conversationCounts(ctx: AccountContext, query: ConversationListQuery): Promise<{ meta: Counts }> {
  await requireTeam(ctx, query.team_id);
  return { meta: await countConversations(ctx, query) };
}

/** The twenty newest conversations of a contact that the caller may see (contract, contacts §2). */
export async function listContactConversations(
  ctx: AccountContext,
  input: { id: number },
): Promise<{ payload: Conversation[] }> {
  await requireContact(ctx, input.id);
  const rows = await loadConversations(ctx, (sql) => ({
    where: sql`c.contact_id = ${input.id} and ${visibleConversations(ctx)}`,
    order: sql`order by c.last_activity_at desc, c.id desc`,
    limit: 20,
  }));
  return { payload: await allWithMessages(ctx, rows) };
}
