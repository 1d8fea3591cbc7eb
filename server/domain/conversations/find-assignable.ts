import { type AccountContext, statements } from "../../platform/context.ts";
import type { Agent } from "../accounts/contract/agent.ts";
import type { ConversationRow } from "./queries/load-conversations.ts";
import { serializeAssignee, serializeBot } from "./serialize.ts";

/** A member of the account as an assignee; null for anybody else (contract, conversations §5: they need not be in the inbox). */
export async function findAssignableAgent(ctx: AccountContext, userId: number): Promise<Agent | null> {
  const [row] = await statements(ctx)<{ assignee: NonNullable<ConversationRow["assignee"]> }[]>`
    select jsonb_build_object('id', u.id, 'name', u.name, 'displayName', u.display_name, 'email', u.email, 'avatarKey', u.avatar_key,
      'confirmed', u.confirmed_at is not null, 'role', au.role, 'availability', au.availability,
      'autoOffline', au.auto_offline) as assignee
    from account_users au join users u on u.id = au.user_id
    where au.account_id = ${ctx.accountId} and au.user_id = ${userId}`;
  return row ? serializeAssignee(ctx.accountId, row.assignee) : null;
}

/** A bot of the account or of the installation, as an assignee; null when unknown. */
export async function findAssignableBot(
  ctx: AccountContext,
  botId: number,
): Promise<ReturnType<typeof serializeBot> | null> {
  const [row] = await statements(ctx)<NonNullable<ConversationRow["bot"]>[]>`
    select id, name, description, outgoing_url as "outgoingUrl", bot_type as "botType", avatar_key as "avatarKey", account_id is null as "isGlobal"
    from agent_bots where id = ${botId} and (account_id = ${ctx.accountId} or account_id is null)`;
  return row ? serializeBot(row) : null;
}

/** The team's row as the assignment answers it (contract, conversations §5). */
export type TeamRow = {
  id: number;
  name: string;
  description: string | null;
  allow_auto_assign: boolean;
  account_id: number;
  created_at: string;
  updated_at: string;
};

/** A team of the account; null when unknown. */
export async function findTeam(ctx: AccountContext, teamId: number): Promise<TeamRow | null> {
  const [row] = await statements(ctx)<TeamRow[]>`
    select id, name, description, allow_auto_assign, account_id, created_at, updated_at from teams
    where account_id = ${ctx.accountId} and id = ${teamId}`;
  if (!row) return null;
  return {
    ...row,
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
  };
}
