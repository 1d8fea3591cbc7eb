import { agentBots } from "#db/schema/accounts.ts";
import type { AccountContext, Context } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { withAvatarFile } from "../../platform/media/with-avatar-file.ts";
import { encrypt, newToken } from "../../platform/secrets.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { replaceAccessToken } from "../accounts/insert-person.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import type { AgentBot, createAgentBot as operation } from "./contract.ts";
import { fetchBotAvatarJob } from "./jobs.ts";
import { getAgentBot } from "./queries.ts";

/** Creates a bot of the account with its token and the secret that signs what it is sent. @throws forbidden, invalid */
export async function createAgentBot(ctx: AccountContext, input: Input<typeof operation>): Promise<AgentBot> {
  authorize(canManageSettings(ctx));
  return withAvatarFile(input.avatar, `accounts/${ctx.accountId}/agent-bots`, (avatarKey) =>
    transaction(ctx, async (tx) => {
      const id = await insertAgentBot(tx, {
        accountId: tx.accountId,
        name: input.name,
        description: input.description,
        outgoingUrl: input.outgoing_url,
        botConfig: input.bot_config ?? {},
        avatarKey,
      });
      if (input.avatar_url) {
        tx.enqueue(fetchBotAvatarJob, { account_id: tx.accountId, agent_bot_id: id, url: input.avatar_url });
      }
      noteChange(tx, { record: "AgentBot", id, action: "create", changes: { name: input.name } });
      return getAgentBot(tx, { id });
    }),
  );
}

type NewAgentBot = Omit<typeof agentBots.$inferInsert, "id" | "secret" | "botType">;

/** Inserts a bot with its token and signing secret. @param bot  `accountId` null: a bot of the installation. @returns its id */
export async function insertAgentBot(tx: Tx<Context>, bot: NewAgentBot): Promise<number> {
  const [row] = await tx.db
    .insert(agentBots)
    .values({ ...bot, secret: encrypt(newToken()) })
    .returning({ id: agentBots.id });
  if (!row) throw new Error("The agent bot was not inserted");
  await replaceAccessToken(tx, "agent_bot", row.id);
  return row.id;
}
