import { and, eq } from "drizzle-orm";
import { agentBotInboxes } from "#db/schema/inboxes.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import { getAgentBot } from "../agent-bots/queries.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import type * as contract from "./contract/agent-bot.ts";
import { forgetInbox } from "./find-connected-inbox.ts";
import { getInboxRow } from "./queries.ts";
import { requireVisibleInbox } from "./require-visible-inbox.ts";

const ofInbox = (ctx: AccountContext, inboxId: number) =>
  and(eq(agentBotInboxes.accountId, ctx.accountId), eq(agentBotInboxes.inboxId, inboxId));

/** The bot of an inbox (contract, inboxes §2). @throws not_found, forbidden */
export async function getInboxAgentBot(
  ctx: AccountContext,
  input: { id: number },
): Promise<Result<typeof contract.getInboxAgentBot>> {
  await requireVisibleInbox(ctx, input.id);
  const botId = await findBotId(ctx, input.id);
  return { agent_bot: botId === null ? {} : await getAgentBot(ctx, { id: botId }) };
}

/**
 * Connects a bot to an inbox in place of the one before, or ends that. New conversations then begin as pending (contract, inboxes §6).
 *
 * @throws forbidden; not_found for an unknown inbox or bot
 */
export async function setInboxAgentBot(
  ctx: AccountContext,
  input: Input<typeof contract.setInboxAgentBot>,
): Promise<void> {
  authorize(canManageInboxes(ctx));
  const inbox = await transaction(ctx, async (tx) => {
    const row = await getInboxRow(tx, input.id);
    const before = await findBotId(tx, row.id);
    const agentBotId = input.agent_bot ? (await getAgentBot(tx, { id: input.agent_bot })).id : null;
    if (agentBotId === null) await tx.db.delete(agentBotInboxes).where(ofInbox(tx, row.id));
    else {
      await tx.db
        .insert(agentBotInboxes)
        .values({ accountId: tx.accountId, inboxId: row.id, agentBotId })
        .onConflictDoUpdate({
          target: [agentBotInboxes.accountId, agentBotInboxes.inboxId],
          set: { agentBotId, status: "active" },
        });
    }
    if (before !== agentBotId) {
      tx.emit("inbox.updated", { inbox_id: row.id, changed: { agent_bot_id: [before, agentBotId] } });
      const changes = { agent_bot_id: [before, agentBotId] };
      noteChange(tx, { record: "Inbox", id: row.id, action: "update", changes });
    }
    return row;
  });
  forgetInbox(inbox);
}

async function findBotId(ctx: AccountContext, inboxId: number): Promise<number | null> {
  const [row] = await database(ctx)
    .select({ id: agentBotInboxes.agentBotId })
    .from(agentBotInboxes)
    .where(and(ofInbox(ctx, inboxId), eq(agentBotInboxes.status, "active")));
  return row?.id ?? null;
}
