import type { AccountContext } from "../../platform/context.ts";
import { statements } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import type { Agent } from "../accounts/contract/agent.ts";
import { findAgentRows } from "../accounts/queries.ts";
import { serializeAgent } from "../accounts/serialize.ts";
import type * as contract from "./contract/participants.ts";
import { announceParticipants, insertParticipants } from "./insert-participants.ts";
import { getConversationRow, type LockedConversation, lockConversation } from "./queries/get-conversation.ts";

type Change = Input<typeof contract.addParticipants>;

/** Who follows a conversation, by name (contract, conversations §5). @throws not_found, forbidden */
export async function listParticipants(ctx: AccountContext, input: { conversation_id: number }): Promise<Agent[]> {
  const { id } = await getConversationRow(ctx, input.conversation_id);
  return agentsOf(ctx, await participantIds(ctx, id));
}

/** Adds people who may see the inbox; others are silently not stored. @returns only those who are new */
export async function addParticipants(ctx: AccountContext, input: Change): Promise<Agent[]> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    const added = await insert(tx, conversation, input.user_ids ?? []);
    return agentsOf(tx, added);
  });
}

/** Makes exactly these people the participants, as far as they may see the inbox. @returns all of them */
export async function setParticipants(ctx: AccountContext, input: Change): Promise<Agent[]> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    const wanted = input.user_ids ?? [];
    const before = await participantIds(tx, conversation.id);
    await insert(tx, conversation, wanted);
    await remove(
      tx,
      conversation,
      before.filter((id) => !wanted.includes(id)),
    );
    return agentsOf(tx, await participantIds(tx, conversation.id));
  });
}

/** People stop following; ids of others are ignored. */
export async function removeParticipants(ctx: AccountContext, input: Change): Promise<void> {
  await transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    await remove(tx, conversation, input.user_ids ?? []);
  });
}

async function insert(tx: Tx, conversation: LockedConversation, userIds: number[]): Promise<number[]> {
  const assignable = await tx.sql<{ userId: number }[]>`
    select au.user_id as "userId" from account_users au
    where au.account_id = ${tx.accountId} and au.user_id = any(${userIds}::bigint[])
      and (au.role = 'administrator' or exists (
        select from inbox_members im
        where im.account_id = au.account_id and im.inbox_id = ${conversation.inboxId} and im.user_id = au.user_id))`;
  const added = await insertParticipants(
    tx,
    assignable.map(({ userId }) => ({ conversationId: conversation.id, userId })),
  );
  return added.map((row) => row.userId);
}

async function remove(tx: Tx, conversation: LockedConversation, userIds: number[]): Promise<void> {
  if (userIds.length === 0) return;
  const removed = await tx.sql<{ userId: number }[]>`
    delete from conversation_participants
    where account_id = ${tx.accountId} and conversation_id = ${conversation.id} and user_id = any(${userIds}::bigint[])
    returning user_id as "userId"`;
  announceParticipants(
    tx,
    removed.map(({ userId }) => ({ conversationId: conversation.id, userId })),
  );
}

async function participantIds(ctx: AccountContext, conversationId: number): Promise<number[]> {
  const rows = await statements(ctx)<{ userId: number }[]>`
    select user_id as "userId" from conversation_participants
    where account_id = ${ctx.accountId} and conversation_id = ${conversationId}`;
  return rows.map((row) => row.userId);
}

async function agentsOf(ctx: AccountContext, userIds: number[]): Promise<Agent[]> {
  const rows = await findAgentRows(ctx, userIds);
  return rows.sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id).map(serializeAgent);
}
