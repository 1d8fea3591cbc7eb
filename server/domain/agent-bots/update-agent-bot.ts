import { agentBots } from "#db/schema/accounts.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { withAvatarFile } from "../../platform/media/with-avatar-file.ts";
import { runtime } from "../../platform/runtime.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { replaceAccessToken } from "../accounts/insert-person.ts";
import { changesBetween, noteChange } from "../audit-logs/note-change.ts";
import type { AgentBot, updateAgentBot as operation } from "./contract.ts";
import { fetchBotAvatarJob } from "./jobs.ts";
import { type AgentBotRow, getAgentBot, lockOwnBot, ownBot } from "./queries.ts";

/** Changes what is given. @throws forbidden, invalid; not_found, also for bots of the installation */
export async function updateAgentBot(ctx: AccountContext, input: Input<typeof operation>): Promise<AgentBot> {
  authorize(canManageSettings(ctx));
  return withAvatarFile(input.avatar, `accounts/${ctx.accountId}/agent-bots/${input.id}`, async (avatarKey) => {
    const { bot, formerAvatar } = await transaction(ctx, async (tx) => {
      const before = await lockOwnBot(tx, input.id);
      const values = {
        name: input.name,
        description: input.description,
        outgoingUrl: input.outgoing_url,
        botConfig: input.bot_config ?? undefined,
        avatarKey,
        updatedAt: new Date(),
      };
      const [after] = await tx.db.update(agentBots).set(values).where(ownBot(tx, input.id)).returning();
      if (input.avatar_url) {
        tx.enqueue(fetchBotAvatarJob, { account_id: tx.accountId, agent_bot_id: input.id, url: input.avatar_url });
      }
      const changes = changesBetween<AgentBotRow>(before, after ?? before, names);
      noteChange(tx, { record: "AgentBot", id: input.id, action: "update", changes });
      return { bot: await getAgentBot(tx, input), formerAvatar: before.avatarKey };
    });
    if (avatarKey !== undefined && formerAvatar) await runtime().storage.delete(formerAvatar);
    return bot;
  });
}

const names = {
  name: "name",
  description: "description",
  outgoingUrl: "outgoing_url",
  botConfig: "bot_config",
  avatarKey: "thumbnail",
} as const;

/** Removes the picture. Removing none is no error. @throws forbidden, not_found */
export async function deleteAgentBotAvatar(ctx: AccountContext, input: { id: number }): Promise<AgentBot> {
  authorize(canManageSettings(ctx));
  const { bot, formerAvatar } = await transaction(ctx, async (tx) => {
    const before = await lockOwnBot(tx, input.id);
    await tx.db.update(agentBots).set({ avatarKey: null, updatedAt: new Date() }).where(ownBot(tx, input.id));
    noteChange(tx, {
      record: "AgentBot",
      id: input.id,
      action: "update",
      changes: { thumbnail: [before.avatarKey, null] },
    });
    return { bot: await getAgentBot(tx, input), formerAvatar: before.avatarKey };
  });
  if (formerAvatar) await runtime().storage.delete(formerAvatar);
  return bot;
}

/** Gives a bot a new access token; the old one is dead with the commit. @throws forbidden, not_found */
export async function resetAgentBotToken(ctx: AccountContext, input: { id: number }): Promise<AgentBot> {
  authorize(canManageSettings(ctx));
  return transaction(ctx, async (tx) => {
    await lockOwnBot(tx, input.id);
    await replaceAccessToken(tx, "agent_bot", input.id);
    return getAgentBot(tx, input);
  });
}
