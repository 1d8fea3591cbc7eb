import { invalid } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { toIso } from "../../platform/contract/fields.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { changeStatus } from "./change-status.ts";
import type { toggleStatus as operation } from "./contract.ts";
import { lockConversation } from "./queries/get-conversation.ts";

/**
 * Resolves, reopens, snoozes or parks a conversation; without a status it toggles (contract, conversations §5). An agent who opens one
 * becomes its assignee.
 */
export async function toggleStatus(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<Result<typeof operation>> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    const status = input.status || (conversation.status === "open" ? "resolved" : "open");
    const snoozedUntil = status === "snoozed" ? parseSnooze(input.snoozed_until) : null;
    const takesOver = status === "open" && ctx.actor.kind === "user" && ctx.role === "agent";
    await changeStatus(tx, conversation, {
      status,
      snoozedUntil,
      ...(takesOver && ctx.actor.kind === "user" && { assigneeId: ctx.actor.userId }),
    });
    const isHandOff = ctx.actor.kind === "agent_bot" && conversation.status === "pending" && status === "open";
    return {
      meta: {},
      payload: {
        success: isHandOff ? null : true,
        conversation_id: conversation.displayId,
        current_status: status,
        snoozed_until: toIso(snoozedUntil),
      },
    };
  });
}

/** Unix seconds as number or text; null: until the customer writes again. */
export function parseSnooze(value: string | number | null | undefined): Date | null {
  if (value === null || value === undefined || value === "") return null;
  const seconds = Number(value);
  const at = new Date(seconds * 1000);
  if (!Number.isFinite(seconds) || Number.isNaN(at.getTime())) {
    throw invalid("snoozed_until", "Snoozed until must be a time in unix seconds");
  }
  return at;
}
