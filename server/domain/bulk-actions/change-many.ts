import { isAppError } from "../../platform/app-error.ts";
import { type AccountContext, systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { findAgentRows } from "../accounts/queries.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { deleteContact } from "../contacts/delete-contact.ts";
import { assignConversation } from "../conversations/assign-conversation.ts";
import { changeStatus } from "../conversations/change-status.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { setLabels } from "../conversations/set-labels.ts";
import type { Change, ManyChanges } from "./jobs.ts";

/**
 * Changes each of them in a transaction of its own, in the name and with the rights of who asked. What is gone or out of their sight
 * is passed over; what is done already is done once, so a second run is harmless.
 */
export async function changeMany({ account_id, user_id, locale, ids, change }: ManyChanges): Promise<void> {
  const system = systemContext(account_id, "change_many");
  const [person] = await findAgentRows(system, [user_id]);
  // Whoever asked is no member any more, and may not change anything.
  if (!person) return;
  const actor = { kind: "user" as const, userId: person.id, name: person.name, email: person.email };
  const ctx: AccountContext = { ...system, actor, role: person.role, locale };
  for (const id of ids) {
    try {
      await changeOne(ctx, id, change);
    } catch (error) {
      if (!isAppError(error)) throw error;
      runtime().log.info({ account_id, id, change: change.type, err: error }, "a bulk action passed over one");
    }
  }
}

async function changeOne(ctx: AccountContext, id: number, change: Change): Promise<void> {
  if (change.type === "delete_contacts") return deleteContact(ctx, { id });
  await transaction(ctx, async (tx) => {
    if (change.type === "change_conversations") return changeConversation(tx, id, change);
    await changeContact(tx, id, (contact) => ({ labels: relabelled(contact.labels, change.labels) }));
  });
}

async function changeConversation(
  tx: Tx,
  displayId: number,
  { labels, fields, status }: Extract<Change, { type: "change_conversations" }>,
): Promise<void> {
  const of = { conversation_id: displayId };
  const conversation = await lockConversation(tx, displayId);
  const wanted = relabelled(conversation.labels, labels);
  if (wanted.join() !== conversation.labels.join()) await setLabels(tx, { ...of, labels: wanted });
  if (fields.team_id !== undefined) await assignConversation(tx, { ...of, team_id: fields.team_id });
  if (fields.assignee_id !== undefined) await assignConversation(tx, { ...of, assignee_id: fields.assignee_id });
  if (status) {
    const snoozedUntil = status.snoozed_until ? new Date(status.snoozed_until) : null;
    await changeStatus(tx, await lockConversation(tx, displayId), { status: status.to, snoozedUntil });
  }
}

const relabelled = (labels: string[], { add, remove }: { add: string[]; remove: string[] }): string[] => [
  ...new Set([
    ...labels.filter((label) => !remove.includes(label)),
    ...add.map((label) => label.trim()).filter(Boolean),
  ]),
];
