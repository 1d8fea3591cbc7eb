import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { eachAlone } from "../../platform/jobs/each-alone.ts";
import { runtime } from "../../platform/runtime.ts";
import { changeStatus } from "./change-status.ts";
import { lockConversation } from "./queries/get-conversation.ts";

/** Conversations that one run wakes; the next run takes the rest. */
const MOST_AT_ONCE = 500;

/**
 * Opens snoozed conversations whose time has come (contract, conversations §6.6). One that somebody changed meanwhile is left alone.
 */
export async function wakeSnoozed(): Promise<void> {
  const due = await runtime().sql<{ accountId: number; displayId: number }[]>`
    select account_id as "accountId", display_id as "displayId" from conversations
    where status = 'snoozed' and snoozed_until <= now()
    order by snoozed_until
    limit ${MOST_AT_ONCE}`;
  await eachAlone(due, (facts) => ({ ...facts }), wake);
}

async function wake({ accountId, displayId }: { accountId: number; displayId: number }): Promise<void> {
  await transaction(systemContext(accountId, "snooze"), async (tx) => {
    const conversation = await lockConversation(tx, displayId);
    const isDue = conversation.snoozedUntil !== null && new Date(conversation.snoozedUntil) <= new Date();
    if (conversation.status === "snoozed" && isDue) await changeStatus(tx, conversation, { status: "open" });
  });
}
