import type { Tx } from "../../platform/database/transaction.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import { insertParticipants } from "./insert-participants.ts";
import type { LockedConversation } from "./queries/get-conversation.ts";

/** Fields that people change. Missing ones stay. */
export interface ConversationPatch {
  status?: LockedConversation["status"];
  snoozedUntil?: Date | null;
  assigneeId?: number | null;
  assigneeAgentBotId?: number | null;
  teamId?: number | null;
  priority?: number | null;
  labels?: string[];
  customAttributes?: Record<string, unknown>;
  /** Somebody leaves it to nobody on purpose: it is not handed out by itself while it stays open. */
  keptUnassigned?: boolean;
}

/** What is announced. */
const wireNames = {
  status: "status",
  snoozedUntil: "snoozed_until",
  assigneeId: "assignee_id",
  assigneeAgentBotId: "assignee_agent_bot_id",
  teamId: "team_id",
  priority: "priority",
  labels: "labels",
  customAttributes: "custom_attributes",
} as const;

/**
 * Writes what differs from the locked row and announces it: always `conversation.updated`, and the event of its kind. Nothing is
 * written or announced when nothing differs.
 *
 * @returns old and new values by their names on the wire; empty when nothing changed
 */
export async function writeConversation(
  tx: Tx,
  before: LockedConversation,
  patch: ConversationPatch,
): Promise<Changed> {
  const changed = differences(before, patch);
  if (Object.keys(changed).length === 0) return changed;
  const after = { ...before, ...patch };
  const isResolved = patch.status === "resolved";
  const [written] = await tx.sql<{ updatedAt: string }[]>`
    update conversations set status = ${after.status}, assignee_id = ${after.assigneeId},
      assignee_agent_bot_id = ${after.assigneeAgentBotId}, team_id = ${after.teamId}, priority = ${after.priority},
      labels = ${after.labels}::text[], custom_attributes = ${JSON.stringify(after.customAttributes)}::text::jsonb,
      snoozed_until = ${iso(after.snoozedUntil)},
      waiting_since = case when ${isResolved} then null else waiting_since end,
      kept_unassigned = coalesce(${isKeptUnassigned(changed, after)}::boolean, kept_unassigned),
      revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and id = ${before.id}
    returning updated_at as "updatedAt"`;
  // Whoever has it follows it (contract, conversations §5).
  if (changed.assignee_id && after.assigneeId !== null)
    await insertParticipants(tx, [{ conversationId: before.id, userId: after.assigneeId }]);
  const times = [iso(before.updatedAt), iso(written?.updatedAt ?? null)] as [unknown, unknown];
  const event = { conversation_id: before.id, changed: { ...changed, updated_at: times } };
  tx.emit("conversation.updated", event);
  if (changed.status) tx.emit("conversation.status_changed", event);
  if (changed.assignee_id || changed.assignee_agent_bot_id) tx.emit("assignee.changed", event);
  return changed;
}

/**
 * Opening it again, giving it to a team or to somebody ends what a person wanted when they left it to nobody.
 *
 * @returns null when that stays as it is
 */
function isKeptUnassigned(
  changed: Changed,
  after: Pick<LockedConversation, "status" | "assigneeId"> & Pick<ConversationPatch, "keptUnassigned">,
): boolean | null {
  if (changed.status || changed.team_id || after.assigneeId !== null) return false;
  return after.keptUnassigned && after.status === "open" ? true : null;
}

function differences(before: LockedConversation, patch: ConversationPatch): Changed {
  const changed: Changed = {};
  for (const [key, name] of Object.entries(wireNames) as [keyof typeof wireNames, string][]) {
    if (patch[key] === undefined) continue;
    const from = key === "snoozedUntil" ? iso(before.snoozedUntil) : before[key];
    const to = key === "snoozedUntil" ? iso(patch.snoozedUntil ?? null) : patch[key];
    if (JSON.stringify(from) !== JSON.stringify(to)) changed[name] = [from, to];
  }
  return changed;
}

const iso = (value: Date | string | null): string | null => (value === null ? null : new Date(value).toISOString());
