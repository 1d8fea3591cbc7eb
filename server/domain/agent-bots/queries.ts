import { and, asc, eq, isNull, or } from "drizzle-orm";
import { accessTokens, agentBots } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { decrypt } from "../../platform/secrets.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { canManageSettings } from "../../policies/settings.ts";
import type { AgentBot } from "./contract.ts";

export type AgentBotRow = typeof agentBots.$inferSelect;

/** A bot that the account may change: one of its own. */
export const ownBot = (ctx: AccountContext, botId: number) =>
  and(eq(agentBots.accountId, ctx.accountId), eq(agentBots.id, botId));

const usableBots = (ctx: AccountContext) => or(eq(agentBots.accountId, ctx.accountId), isNull(agentBots.accountId));

const selectBots = (ctx: AccountContext) =>
  database(ctx)
    .select({ bot: agentBots, token: accessTokens.tokenEncrypted })
    .from(agentBots)
    .leftJoin(accessTokens, and(eq(accessTokens.ownerType, "agent_bot"), eq(accessTokens.ownerId, agentBots.id)));

/** Bots of the account and of the installation, the oldest first (contract, settings §13). One statement. */
export async function listAgentBots(ctx: AccountContext): Promise<AgentBot[]> {
  const rows = await selectBots(ctx).where(usableBots(ctx)).orderBy(asc(agentBots.id));
  return rows.map((row) => serializeAgentBot(ctx, row));
}

/** A bot of the account or of the installation. @throws not_found */
export async function getAgentBot(ctx: AccountContext, input: { id: number }): Promise<AgentBot> {
  const [row] = await selectBots(ctx).where(and(usableBots(ctx), eq(agentBots.id, input.id)));
  if (!row) throw notFound(`agent bot ${input.id}`);
  return serializeAgentBot(ctx, row);
}

/** A bot of the account, locked. @throws not_found, also for bots of the installation: they cannot be changed here */
export async function lockOwnBot(ctx: AccountContext, botId: number): Promise<AgentBotRow> {
  const [row] = await database(ctx).select().from(agentBots).where(ownBot(ctx, botId)).for("update");
  if (!row) throw notFound(`agent bot ${botId}`);
  return row;
}

/** Tokens and secrets act as the bot: they are shown to administrators, of bots of their account. */
function serializeAgentBot(ctx: AccountContext, { bot, token }: { bot: AgentBotRow; token: string | null }): AgentBot {
  const isSystemBot = bot.accountId === null;
  const showsSecrets = !isSystemBot && canManageSettings(ctx);
  return {
    id: bot.id,
    name: bot.name,
    description: bot.description,
    thumbnail: avatarLink(bot.avatarKey),
    ...(!isSystemBot && { outgoing_url: bot.outgoingUrl }),
    bot_type: bot.botType,
    bot_config: bot.botConfig,
    account_id: bot.accountId,
    ...(showsSecrets && token !== null && { access_token: decrypt(token) }),
    ...(showsSecrets && bot.secret !== null && { secret: decrypt(bot.secret) }),
    system_bot: isSystemBot,
  };
}
