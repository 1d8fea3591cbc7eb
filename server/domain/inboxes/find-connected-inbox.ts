import { and, eq, isNull, sql } from "drizzle-orm";
import { agentBotInboxes, inboxes } from "#db/schema/inboxes.ts";
import { cached, forget } from "../../platform/cache.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { type ChannelSettings, channelSettings, type InboxRow, webhookSecret } from "./channel-settings.ts";

/** An inbox with everything that speaking to its provider takes. */
export interface ConnectedInbox extends ChannelSettings {
  id: number;
  accountId: number;
  row: InboxRow;
  webhookSecret: string;
  hasActiveBot: boolean;
}

/** Milliseconds for which ingest and delivery may work with what they read. */
const FRESH_MS = 30_000;

const byId = "inbox-by-id";
const byIdentifier = "inbox-by-identifier";

/** Reads the inbox from the database. Null when it is unknown, of another account, or being deleted. */
export async function readConnectedInbox(ctx: AccountContext, inboxId: number): Promise<ConnectedInbox | null> {
  const [found] = await database(ctx)
    .select(selection)
    .from(inboxes)
    .where(and(eq(inboxes.accountId, ctx.accountId), eq(inboxes.id, inboxId), isNull(inboxes.deletedAt)));
  return found ? connected(found) : null;
}

/** The same, at most 30 s old: for what runs for every message. Its `row.connection` and times may be that old. */
export const findConnectedInbox = (ctx: AccountContext, inboxId: number): Promise<ConnectedInbox | null> =>
  cached(byId, `${ctx.accountId}:${inboxId}`, FRESH_MS, () => readConnectedInbox(ctx, inboxId));

/** The inbox behind a webhook address, at most 30 s old; the address is the only thing a provider knows of us. */
export const findInboxByIdentifier = (identifier: string): Promise<ConnectedInbox | null> =>
  cached(byIdentifier, identifier, FRESH_MS, async () => {
    const [found] = await runtime()
      .db.select(selection)
      .from(inboxes)
      .where(and(eq(inboxes.identifier, identifier), isNull(inboxes.deletedAt)));
    return found ? connected(found) : null;
  });

/** The inbox of a number, which is unique in the installation. @param phone  E.164 */
export async function findInboxByNumber(phone: string): Promise<ConnectedInbox | null> {
  const isNumber = sql`${inboxes.settings} ->> 'phone_number' = ${phone} and ${inboxes.settings} ->> 'phone_number' <> ''`;
  const [found] = await runtime()
    .db.select(selection)
    .from(inboxes)
    .where(and(isNumber, isNull(inboxes.deletedAt)));
  return found ? connected(found) : null;
}

/** Call after the commit that changed an inbox. Other processes hear of it within 30 s. */
export function forgetInbox(inbox: { accountId: number; id: number; identifier: string }): void {
  forget(byId, `${inbox.accountId}:${inbox.id}`);
  forget(byIdentifier, inbox.identifier);
}

const selection = {
  row: inboxes,
  hasActiveBot: sql<boolean>`exists (
    select from ${agentBotInboxes} where ${agentBotInboxes.accountId} = ${inboxes.accountId}
      and ${agentBotInboxes.inboxId} = ${inboxes.id} and ${agentBotInboxes.status} = 'active')`,
};

function connected({ row, hasActiveBot }: { row: InboxRow; hasActiveBot: boolean }): ConnectedInbox {
  return {
    id: row.id,
    accountId: row.accountId,
    row,
    hasActiveBot,
    webhookSecret: webhookSecret(row),
    ...channelSettings(row),
  };
}
