import { agentBots } from "#db/schema/accounts.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { deleteAccessToken } from "../accounts/insert-person.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { lockOwnBot, ownBot } from "./queries.ts";

/**
 * Deletes a bot with its token; inboxes lose it at once, by foreign keys, and its conversations in the background.
 *
 * @throws forbidden; not_found, also for bots of the installation
 */
export async function deleteAgentBot(ctx: AccountContext, input: { id: number }): Promise<void> {
  authorize(canManageSettings(ctx));
  const { avatarKey: pictureKey } = await transaction(ctx, async (tx) => {
    const bot = await lockOwnBot(tx, input.id);
    await deleteAccessToken(tx, "agent_bot", bot.id);
    await tx.db.delete(agentBots).where(ownBot(tx, bot.id));
    noteChange(tx, { record: "AgentBot", id: bot.id, action: "destroy", changes: { name: bot.name } });
    return bot;
  });
  if (pictureKey) await runtime().storage.delete(pictureKey);
}
