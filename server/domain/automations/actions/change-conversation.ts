import { refused } from "../../../platform/app-error.ts";
import { statements } from "../../../platform/context.ts";
import { transaction } from "../../../platform/database/transaction.ts";
import { assignConversation } from "../../conversations/assign-conversation.ts";
import { changeStatus } from "../../conversations/change-status.ts";
import { priorities } from "../../conversations/contract.ts";
import { muteConversation } from "../../conversations/mute-conversation.ts";
import { lockConversation } from "../../conversations/queries/get-conversation.ts";
import { getLabels, setLabels } from "../../conversations/set-labels.ts";
import { togglePriority } from "../../conversations/set-priority.ts";
import type { ActionRun, PerformAction } from "./action.ts";

const statuses = ["open", "resolved", "pending", "snoozed"] as const;
type Status = (typeof statuses)[number];

/** Sets a status; snoozed means until the customer writes again. */
async function moveTo({ ctx, conversationId }: ActionRun, status: Status): Promise<void> {
  await transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, conversationId);
    await changeStatus(tx, conversation, { status });
  });
}

export const changeStatusTo: PerformAction = async (run, [wanted]) => {
  const status = statuses.find((known) => known === wanted);
  if (!status) throw refused(`There is no status ${String(wanted)}`);
  await moveTo(run, status);
};

/** A step that always sets the same status. */
export const alwaysTo =
  (status: Status): PerformAction =>
  (run) =>
    moveTo(run, status);

/** Blocks the contact and resolves the conversation. */
export const mute: PerformAction = ({ ctx, conversationId }) =>
  muteConversation(ctx, { conversation_id: conversationId });

export const changePriority: PerformAction = async ({ ctx, conversationId }, [wanted]) => {
  const priority = isNone(wanted) ? null : priorities.find((known) => known === wanted);
  if (priority === undefined) throw refused(`There is no priority ${String(wanted)}`);
  await togglePriority(ctx, { conversation_id: conversationId, priority });
};

export const addLabels: PerformAction = (run, params) =>
  changeLabels(run, (labels) => [...new Set([...labels, ...params.map(String)])]);

export const removeLabels: PerformAction = (run, params) =>
  changeLabels(run, (labels) => labels.filter((label) => !params.includes(label)));

/** Under the conversation's lock, so that nobody's label is lost between reading and writing. */
async function changeLabels({ ctx, conversationId }: ActionRun, change: (labels: string[]) => string[]): Promise<void> {
  await transaction(ctx, async (tx) => {
    await lockConversation(tx, conversationId);
    const { payload } = await getLabels(tx, { conversation_id: conversationId });
    await setLabels(tx, { conversation_id: conversationId, labels: change(payload) });
  });
}

export const assignTeam: PerformAction = async ({ ctx, conversationId }, [wanted]) => {
  await assignConversation(ctx, { conversation_id: conversationId, team_id: isNone(wanted) ? null : idFrom(wanted) });
};

export const removeTeam: PerformAction = (run) => assignTeam(run, [null]);

/** Only people who may see the inbox can get its conversations (contract, settings §11). */
export const assignAgent: PerformAction = async ({ ctx, conversationId }, [wanted]) => {
  const userId = isNone(wanted) ? null : wanted === "self" ? ownId(ctx) : idFrom(wanted);
  if (userId !== null && !(await maySee({ ctx, conversationId }, userId)))
    throw refused("This person is no member of the inbox");
  await assignConversation(ctx, { conversation_id: conversationId, assignee_id: userId });
};

async function maySee({ ctx, conversationId }: Pick<ActionRun, "ctx" | "conversationId">, userId: number) {
  const rows = await statements(ctx)`
    select 1 from account_users au
    join conversations c on c.account_id = au.account_id and c.display_id = ${conversationId}
    where au.account_id = ${ctx.accountId} and au.user_id = ${userId}
      and (au.role = 'administrator' or exists (
        select 1 from inbox_members im
        where im.account_id = c.account_id and im.inbox_id = c.inbox_id and im.user_id = au.user_id))`;
  return rows.length > 0;
}

function ownId({ actor }: ActionRun["ctx"]): number {
  if (actor.kind !== "user") throw refused("Only a macro knows who runs it");
  return actor.userId;
}

/** `nil` and 0 stand for nobody (contract, settings §11). */
const isNone = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || value === "nil" || value === 0 || value === "0";

function idFrom(value: unknown): number {
  const id = Number(value);
  if (!Number.isSafeInteger(id) || id < 1) throw refused(`${String(value)} is not an id`);
  return id;
}
