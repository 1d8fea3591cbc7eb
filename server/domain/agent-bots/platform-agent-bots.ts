import { asc, eq, inArray } from "drizzle-orm";
import { agentBots } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import { type Context, database } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { withAvatarFile } from "../../platform/media/with-avatar-file.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { deleteAccessToken } from "../accounts/insert-person.ts";
import { permitPlatformApp } from "../accounts/platform-apps.ts";
import { actingAppId, permittedIds, requirePermission } from "../accounts/platform-permission.ts";
import { findAccessToken } from "../accounts/queries.ts";
import type * as contract from "./contract/platform.ts";
import type { PlatformBot } from "./contract/platform.ts";
import { insertAgentBot } from "./create-agent-bot.ts";
import { fetchBotAvatarJob } from "./jobs.ts";

const FOLDER = "platform/agent-bots";

/** Bots that the app may touch (contract, settings §17). */
export async function listPlatformBots(ctx: Context): Promise<PlatformBot[]> {
  const ids = await permittedIds(ctx, "agent_bot");
  if (ids.length === 0) return [];
  const rows = await database(ctx)
    .select()
    .from(agentBots)
    .where(inArray(agentBots.id, ids))
    .orderBy(asc(agentBots.id));
  const bots: PlatformBot[] = [];
  for (const row of rows) bots.push(await serialize(ctx, row));
  return bots;
}

/** A bot of an account that the app may touch, or of the whole installation. @throws unauthenticated, invalid */
export async function createPlatformBot(
  ctx: Context,
  input: Input<typeof contract.createPlatformBot>,
): Promise<PlatformBot> {
  if (input.account_id) await requirePermission(ctx, "account", input.account_id);
  return withAvatarFile(input.avatar, FOLDER, (avatarKey) =>
    transaction(ctx, async (tx) => {
      const id = await insertAgentBot(tx, {
        accountId: input.account_id ?? null,
        name: input.name,
        description: input.description,
        outgoingUrl: input.outgoing_url,
        avatarKey,
      });
      await permitPlatformApp(tx, { platformAppId: actingAppId(tx), permissibleType: "agent_bot", permissibleId: id });
      if (input.avatar_url && input.account_id) {
        tx.enqueue(fetchBotAvatarJob, { account_id: input.account_id, agent_bot_id: id, url: input.avatar_url });
      }
      return serialize(tx, await getRow(tx, id));
    }),
  );
}

/** @throws unauthenticated for what the app may not touch, not_found */
export async function getPlatformBot(ctx: Context, { id }: { id: number }): Promise<PlatformBot> {
  return serialize(ctx, await getRow(ctx, id));
}

/** Changes what is given. @throws unauthenticated, not_found, invalid */
export async function updatePlatformBot(
  ctx: Context,
  input: Input<typeof contract.updatePlatformBot>,
): Promise<PlatformBot> {
  if (input.account_id) await requirePermission(ctx, "account", input.account_id);
  return withAvatarFile(input.avatar, FOLDER, (avatarKey) =>
    transaction(ctx, async (tx) => {
      const before = await getRow(tx, input.id);
      const accountId = input.account_id === undefined ? before.accountId : input.account_id;
      const values = { name: input.name, description: input.description, outgoingUrl: input.outgoing_url, avatarKey };
      await tx.db
        .update(agentBots)
        .set({ ...values, accountId, updatedAt: new Date() })
        .where(eq(agentBots.id, input.id));
      if (input.avatar_url && accountId) {
        tx.enqueue(fetchBotAvatarJob, { account_id: accountId, agent_bot_id: input.id, url: input.avatar_url });
      }
      return serialize(tx, await getRow(tx, input.id));
    }),
  );
}

/** @throws unauthenticated, not_found */
export async function deletePlatformBot(ctx: Context, { id }: { id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    await getRow(tx, id);
    await deleteAccessToken(tx, "agent_bot", id);
    await tx.db.delete(agentBots).where(eq(agentBots.id, id));
  });
}

async function getRow(ctx: Context, id: number) {
  const [row] = await database(ctx).select().from(agentBots).where(eq(agentBots.id, id));
  if (!row) throw notFound(`agent bot ${id}`);
  await requirePermission(ctx, "agent_bot", id);
  return row;
}

const serialize = async (ctx: Context, row: typeof agentBots.$inferSelect): Promise<PlatformBot> => ({
  id: row.id,
  name: row.name,
  description: row.description,
  thumbnail: avatarLink(row.avatarKey),
  outgoing_url: row.outgoingUrl,
  account_id: row.accountId,
  access_token: await findAccessToken(ctx, "agent_bot", row.id),
});
