import { AppError } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import type { Agent } from "../accounts/contract/agent.ts";
import { writeActivities } from "../messages/write-activities.ts";
import { actorName } from "./actor-name.ts";
import type { assignConversation as operation } from "./contract.ts";
import { findAssignableAgent, findAssignableBot, findTeam } from "./find-assignable.ts";
import { type LockedConversation, lockConversation } from "./queries/get-conversation.ts";
import { writeConversation } from "./write-conversation.ts";

type Assignment = Input<typeof operation>;

/**
 * Assigns a conversation to a person, a bot or a team, or to nobody (contract, conversations §5). An unknown person or team
 * unassigns, an unknown bot changes nothing. What a person or a rule gives to nobody is not handed out by itself until it opens
 * again, gets a team, or somebody takes it.
 *
 * @returns the agent, the slim bot or the team's row; null when nobody has it now
 * @throws conflict when `if_assignee_id` was given and somebody else was faster
 */
export async function assignConversation(
  ctx: AccountContext,
  input: Assignment,
): Promise<Agent | Record<string, unknown> | null> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    if (input.assignee_id !== undefined) {
      await requireUnclaimed(tx, conversation, input);
      return input.assignee_type === "AgentBot"
        ? assignBot(tx, conversation, input)
        : assignPerson(tx, conversation, input);
    }
    if (input.team_id !== undefined) return assignTeam(tx, conversation, input.team_id);
    return null;
  });
}

/** A claim is a compare-and-set: the loser learns who won. */
async function requireUnclaimed(tx: Tx, conversation: LockedConversation, input: Assignment): Promise<void> {
  if (input.if_assignee_id === undefined || conversation.assigneeId === input.if_assignee_id) return;
  if (conversation.assigneeId === input.assignee_id) return;
  const holder = conversation.assigneeId === null ? null : await findAssignableAgent(tx, conversation.assigneeId);
  throw new AppError("conflict", {
    public: holder ? `${holder.available_name} took this conversation` : "Nobody has this conversation any more",
  });
}

async function assignPerson(
  tx: Tx,
  conversation: LockedConversation,
  { assignee_id }: Assignment,
): Promise<Agent | null> {
  const agent = assignee_id ? await findAssignableAgent(tx, assignee_id) : null;
  const by = actorName(tx);
  const changed = await writeConversation(tx, conversation, {
    assigneeId: agent?.id ?? null,
    assigneeAgentBotId: null,
    // A bot that steps back wants somebody to take over; a person who takes it from somebody wants it to wait.
    keptUnassigned: agent === null && by !== "" && tx.actor.kind !== "agent_bot",
  });
  if (changed.assignee_id && by) {
    const isSelf = tx.actor.kind === "user" && tx.actor.userId === agent?.id;
    await writeActivities(tx, conversation.id, [
      agent === null
        ? { kind: "unassigned", by }
        : isSelf
          ? { kind: "self_assigned", by }
          : { kind: "assigned", by, to: agent.available_name },
    ]);
  }
  return agent;
}

async function assignBot(
  tx: Tx,
  conversation: LockedConversation,
  { assignee_id }: Assignment,
): Promise<Record<string, unknown> | null> {
  const bot = assignee_id ? await findAssignableBot(tx, assignee_id) : null;
  if (bot) await writeConversation(tx, conversation, { assigneeId: null, assigneeAgentBotId: bot.id });
  return bot;
}

async function assignTeam(
  tx: Tx,
  conversation: LockedConversation,
  teamId: number | null,
): Promise<Record<string, unknown> | null> {
  const team = teamId === null ? null : await findTeam(tx, teamId);
  const keepsAgent = team === null || (await isInTeam(tx, team.id, conversation.assigneeId));
  const changed = await writeConversation(tx, conversation, {
    teamId: team?.id ?? null,
    ...(!keepsAgent && { assigneeId: null }),
  });
  const by = actorName(tx);
  if (changed.team_id && by) {
    const former = conversation.teamId === null ? null : await findTeam(tx, conversation.teamId);
    await writeActivities(tx, conversation.id, [
      team ? { kind: "team_assigned", by, to: team.name } : { kind: "team_removed", by, from: former?.name ?? "" },
    ]);
  }
  return team;
}

/** Whoever is not in the new team loses the conversation to it (contract, conversations §7). */
async function isInTeam(tx: Tx, teamId: number, userId: number | null): Promise<boolean> {
  if (userId === null) return true;
  const rows = await tx.sql`
    select 1 from team_members where account_id = ${tx.accountId} and team_id = ${teamId} and user_id = ${userId}`;
  return rows.length > 0;
}
