import type { Tx } from "../../../platform/database/transaction.ts";
import type { LockedConversation } from "../queries/get-conversation.ts";

/** A screen that was open so lately counts as open: it tells twice a minute, and one word may be missed. */
export const PRESENT_SECONDS = 90;

/**
 * Who gets a conversation: the member of its inbox, and of its team when it has one, who is online, has room below the inbox's
 * limit and was longest without getting one (contract, conversations §7). The members are locked, so that two conversations
 * are not given in one turn.
 *
 * @returns user id; null when nobody can take it
 */
export async function nextAgent(tx: Tx, conversation: LockedConversation): Promise<number | null> {
  const { teamId } = conversation;
  const inTeam =
    teamId === null
      ? tx.sql``
      : tx.sql`and exists (
          select 1 from teams t join team_members tm on tm.account_id = t.account_id and tm.team_id = t.id
          where t.account_id = im.account_id and t.id = ${teamId} and t.allow_auto_assign and tm.user_id = im.user_id)`;
  const [agent] = await tx.sql<{ userId: number }[]>`
    select im.user_id as "userId"
    from inbox_members im
    join inboxes i on i.account_id = im.account_id and i.id = im.inbox_id
    join account_users au on au.account_id = im.account_id and au.user_id = im.user_id
    where im.account_id = ${tx.accountId} and im.inbox_id = ${conversation.inboxId} and au.availability = 'online'
      and (not au.auto_offline or au.seen_at > now() - make_interval(secs => ${PRESENT_SECONDS}))
      and coalesce((i.auto_assignment_config ->> 'max_assignment_limit')::integer, 0) not between 1 and (
        select count(*) from conversations held
        where held.account_id = im.account_id and held.inbox_id = im.inbox_id and held.status = 'open'
          and held.assignee_id = im.user_id)
      ${inTeam}
    order by im.last_assigned_at nulls first, im.user_id
    limit 1
    for update of im`;
  return agent?.userId ?? null;
}
