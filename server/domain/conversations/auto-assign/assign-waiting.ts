import type { Fragment } from "postgres";
import { type AccountContext, statements, systemContext } from "../../../platform/context.ts";
import { transaction } from "../../../platform/database/transaction.ts";
import { noteTurn } from "../../inboxes/note-turn.ts";
import { lockConversation } from "../queries/get-conversation.ts";
import { writeConversation } from "../write-conversation.ts";
import { nextAgent } from "./candidates.ts";

/** Conversations that one run gives away; who waits longer comes first. */
const MOST_AT_ONCE = 100;

interface Waiting {
  accountId: number;
  inboxId?: number;
  /** Their inboxes: they came back, or have room again. */
  userId?: number;
  /** Was just opened: it is looked at even when somebody has it who is no member of the inbox any more. */
  conversationId?: number;
}

/**
 * Gives open conversations that nobody has to people who are online, oldest wait first (contract, conversations §7): those in which
 * the customer waits, or that no person has answered, whatever a bot said before it handed over. What nobody
 * can take stays for the next run: somebody comes online, resolves something, or another conversation opens. What a person left to
 * nobody stays with nobody.
 */
export async function assignWaiting({ accountId, inboxId, userId, conversationId }: Waiting): Promise<void> {
  const ctx = systemContext(accountId, "auto_assignment");
  if (conversationId !== undefined) {
    for (const { displayId, assigneeId } of await openedOne(ctx, conversationId)) {
      await assign(ctx, displayId, assigneeId);
    }
  }
  const withoutAgents = new Set<string>();
  for (const { displayId, place } of await waitingIn(ctx, { inboxId, userId })) {
    // One team of one inbox without a free agent says nothing about the others.
    if (!withoutAgents.has(place) && !(await assign(ctx, displayId, null))) withoutAgents.add(place);
  }
}

/**
 * @param from  who had it when it was chosen; somebody else has taken it when that changed
 * @returns false when nobody could take it
 */
async function assign(ctx: AccountContext, displayId: number, from: number | null): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, displayId);
    const { status, assigneeId, assigneeAgentBotId, keptUnassigned } = conversation;
    if (status !== "open" || assigneeId !== from || assigneeAgentBotId !== null || keptUnassigned) return true;
    const agent = await nextAgent(tx, conversation);
    if (agent === null) return false;
    await writeConversation(tx, conversation, { assigneeId: agent });
    await noteTurn(tx, { inboxId: conversation.inboxId, userId: agent });
    return true;
  });
}

async function openedOne(
  ctx: AccountContext,
  conversationId: number,
): Promise<{ displayId: number; assigneeId: number | null }[]> {
  return statements(ctx)`
    select c.display_id as "displayId", c.assignee_id as "assigneeId"
    from conversations c
    join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id
    where c.account_id = ${ctx.accountId} and c.id = ${conversationId} and c.status = 'open' and i.enable_auto_assignment
      and not c.kept_unassigned and not exists (select 1 from inbox_members im where im.account_id = c.account_id and im.inbox_id = c.inbox_id
        and im.user_id = c.assignee_id)`;
}

async function waitingIn(
  ctx: AccountContext,
  { inboxId, userId }: Pick<Waiting, "inboxId" | "userId">,
): Promise<{ displayId: number; place: string }[]> {
  const sql = statements(ctx);
  const inboxes =
    inboxId === undefined
      ? sql`select inbox_id from inbox_members where account_id = ${ctx.accountId} and user_id = ${userId ?? 0}`
      : sql`select ${inboxId}::bigint`;
  // Two questions that an index answers in order, however much is open.
  const oldest = (which: Fragment, order: Fragment) => sql`
    (select c.display_id as "displayId", c.inbox_id || ':' || coalesce(c.team_id, 0) as place, c.id,
      coalesce(c.waiting_since, c.last_incoming_at, c.created_at) as since
    from conversations c
    join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id
    where c.account_id = ${ctx.accountId} and c.status = 'open' and c.assignee_id is null and c.assignee_agent_bot_id is null
      and not c.kept_unassigned and ${which} and i.enable_auto_assignment and c.inbox_id in (${inboxes})
    order by ${order}
    limit ${MOST_AT_ONCE})`;
  return sql`
    select "displayId", place from (
      ${oldest(sql`c.waiting_since is not null`, sql`c.waiting_since, c.id`)}
      union all
      ${oldest(sql`c.waiting_since is null and c.first_reply_created_at is null`, sql`c.created_at, c.id`)}
    ) as waiting
    order by since, id
    limit ${MOST_AT_ONCE}`;
}
