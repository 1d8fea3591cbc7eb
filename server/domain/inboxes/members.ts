import { and, eq, inArray } from "drizzle-orm";
import { inboxMembers } from "#db/schema/inboxes.ts";
import { invalid } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import { findAgentRows } from "../accounts/queries.ts";
import { serializeAgent } from "../accounts/serialize.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import type * as contract from "./contract/members.ts";
import { getInboxRow, listMemberIds, listMemberRows } from "./queries.ts";
import { requireVisibleInbox } from "./require-visible-inbox.ts";

type Members = Result<typeof contract.listInboxMembers>;
type Change = Input<typeof contract.addInboxMembers>;

/** Who answers in an inbox (contract, inboxes §2). @throws not_found, forbidden for agents who are no member */
export async function listInboxMembers(ctx: AccountContext, input: { inbox_id: number }): Promise<Members> {
  await requireVisibleInbox(ctx, input.inbox_id);
  return serializeMembers(ctx, input.inbox_id);
}

/** Adds people; who is a member already stays one. @throws not_found, invalid for people who are not in the account */
export function addInboxMembers(ctx: AccountContext, input: Change): Promise<Members> {
  return changeMembers(ctx, input.inbox_id, async (tx) => {
    await insertMembers(tx, input.inbox_id, input.user_ids ?? []);
  });
}

/** Makes exactly these people the members. @throws not_found, invalid for people who are not in the account */
export function setInboxMembers(ctx: AccountContext, input: Change): Promise<Members> {
  return changeMembers(ctx, input.inbox_id, async (tx) => {
    const wanted = input.user_ids ?? [];
    const before = await listMemberIds(tx, input.inbox_id);
    await insertMembers(tx, input.inbox_id, wanted);
    await deleteMembers(
      tx,
      input.inbox_id,
      before.filter((id) => !wanted.includes(id)),
    );
  });
}

/** Ends memberships; ids of others are ignored. @throws not_found */
export async function removeInboxMembers(ctx: AccountContext, input: Change): Promise<void> {
  await changeMembers(ctx, input.inbox_id, (tx) => deleteMembers(tx, input.inbox_id, input.user_ids ?? []));
}

async function changeMembers(
  ctx: AccountContext,
  inboxId: number,
  change: (tx: Tx) => Promise<void>,
): Promise<Members> {
  authorize(canManageInboxes(ctx));
  return transaction(ctx, async (tx) => {
    await getInboxRow(tx, inboxId);
    await change(tx);
    return serializeMembers(tx, inboxId);
  });
}

/** Inserts memberships and announces the new ones. @throws invalid for people who are not in the account */
export async function insertMembers(tx: Tx, inboxId: number, userIds: number[]): Promise<void> {
  if (userIds.length === 0) return;
  const wanted = [...new Set(userIds)].sort((a, b) => a - b);
  const known = await findAgentRows(tx, wanted);
  if (known.length !== wanted.length) throw invalid("user", "User must exist");
  const added = await tx.db
    .insert(inboxMembers)
    .values(wanted.map((userId) => ({ accountId: tx.accountId, inboxId, userId })))
    .onConflictDoNothing()
    .returning({ userId: inboxMembers.userId });
  announce(tx, inboxId, { action: "create", userIds: added.map((row) => row.userId) });
}

async function deleteMembers(tx: Tx, inboxId: number, userIds: number[]): Promise<void> {
  if (userIds.length === 0) return;
  const removed = await tx.db
    .delete(inboxMembers)
    .where(
      and(
        eq(inboxMembers.accountId, tx.accountId),
        eq(inboxMembers.inboxId, inboxId),
        inArray(inboxMembers.userId, userIds),
      ),
    )
    .returning({ userId: inboxMembers.userId });
  announce(tx, inboxId, { action: "destroy", userIds: removed.map((row) => row.userId) });
}

/** A membership has no id of its own: the audit log knows it by its person. */
function announce(
  tx: Tx,
  inboxId: number,
  { action, userIds }: { action: "create" | "destroy"; userIds: number[] },
): void {
  if (userIds.length > 0) tx.emit("inbox_members.changed", { inbox_id: inboxId, user_ids: userIds });
  for (const user_id of userIds)
    noteChange(tx, { record: "InboxMember", id: user_id, action, changes: { inbox_id: inboxId, user_id } });
}

const serializeMembers = async (ctx: AccountContext, inboxId: number): Promise<Members> => ({
  payload: (await listMemberRows(ctx, inboxId)).map(serializeAgent),
});
