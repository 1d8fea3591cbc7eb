import { type AccountContext, statements } from "../../platform/context.ts";
import type { Result } from "../../platform/contract/operation.ts";
import { mayOpen } from "../../policies/conversations.ts";
import { listAgentRows } from "../accounts/queries.ts";
import { serializeAgent } from "../accounts/serialize.ts";
import type { listMentionable as operation } from "./contract/participants.ts";
import { getConversationRow } from "./queries/get-conversation.ts";

interface TeamRow {
  id: number;
  name: string;
  memberIds: number[];
}

/**
 * Who may be mentioned in a note of a conversation: everybody of the account and every team, with the truth about who can open it.
 *
 * @throws not_found, forbidden
 */
export async function listMentionable(
  ctx: AccountContext,
  input: { conversation_id: number },
): Promise<Result<typeof operation>> {
  const conversation = await getConversationRow(ctx, input.conversation_id);
  const agents = await listAgentRows(ctx);
  const teams = await statements(ctx)<TeamRow[]>`
    select t.id, t.name, array(
      select tm.user_id from team_members tm where tm.account_id = t.account_id and tm.team_id = t.id) as "memberIds"
    from teams t where t.account_id = ${ctx.accountId} order by lower(t.name), t.id`;
  const members = await statements(ctx)<{ userId: number }[]>`
    select user_id as "userId" from inbox_members
    where account_id = ${ctx.accountId} and inbox_id = ${conversation.inboxId}`;
  const inboxMembers = new Set(members.map((row) => row.userId));
  const hasAccess = (agent: { id: number; role: "agent" | "administrator" }) =>
    mayOpen(
      {
        role: agent.role,
        inboxIds: inboxMembers.has(agent.id) ? [conversation.inboxId] : [],
        teamIds: teams.filter((team) => team.memberIds.includes(agent.id)).map((team) => team.id),
      },
      conversation,
    );
  const cards = agents.map((row) => ({ ...serializeAgent(row), has_access: hasAccess(row) }));
  return {
    payload: {
      agents: cards.map(({ id, available_name, thumbnail, availability_status, has_access }) => ({
        id,
        name: available_name,
        thumbnail,
        availability_status,
        has_access,
      })),
      teams: teams.map((team) => ({
        id: team.id,
        name: team.name,
        member_count: team.memberIds.length,
        without_access: cards
          .filter((card) => team.memberIds.includes(card.id) && !card.has_access)
          .map((card) => ({ id: card.id, name: card.available_name })),
      })),
    },
  };
}
