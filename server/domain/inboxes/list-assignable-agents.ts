import { type AccountContext, statements } from "../../platform/context.ts";
import type { Agent } from "../accounts/contract/agent.ts";
import { findAgentRows } from "../accounts/queries.ts";
import { serializeAgent } from "../accounts/serialize.ts";
import { requireVisibleInbox } from "./require-visible-inbox.ts";

/**
 * People who may get conversations of all these inboxes: their common members, and administrators; by name (contract,
 * conversations §5). Without inboxes that is everybody.
 *
 * @throws not_found for an unknown inbox, forbidden for one that the caller may not see
 */
export async function listAssignableAgents(
  ctx: AccountContext,
  input: { inbox_ids?: number[] },
): Promise<{ payload: Agent[] }> {
  const inboxIds = [...new Set(input.inbox_ids ?? [])].sort((a, b) => a - b);
  for (const id of inboxIds) await requireVisibleInbox(ctx, id);
  const rows = await statements(ctx)<{ userId: number }[]>`
    select au.user_id as "userId" from account_users au
    where au.account_id = ${ctx.accountId} and (au.role = 'administrator' or ${inboxIds.length} = (
      select count(*) from inbox_members im
      where im.account_id = au.account_id and im.user_id = au.user_id and im.inbox_id = any(${inboxIds}::bigint[])))`;
  const people = await findAgentRows(
    ctx,
    rows.map((row) => row.userId),
  );
  people.sort((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase()) || a.id - b.id);
  return { payload: people.map(serializeAgent) };
}

/** The same for one inbox. @throws as above */
export const listAssignableAgentsOfInbox = (ctx: AccountContext, input: { id: number }) =>
  listAssignableAgents(ctx, { inbox_ids: [input.id] });
