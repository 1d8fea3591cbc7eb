import { and, eq, isNull, sql } from "drizzle-orm";
import { inboxes } from "#db/schema/inboxes.ts";
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
  /** A webhook of the account wants to hear all that providers post. */
  isListenedTo: boolean;
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

/** Call after the commit that changed who listens to providers. Other processes hear of it within 30 s. */
export const forgetListeners = (): void => forget(byId);

/** Call after the commit that changed an inbox. Other processes hear of it within 30 s. */
export function forgetInbox(inbox: { accountId: number; id: number; identifier: string }): void {
  forget(byId, `${inbox.accountId}:${inbox.id}`);
  forget(byIdentifier, inbox.identifier);
}

// Written out: of a query with one table Drizzle leaves the table's name away, and then these would compare themselves.
const selection = {
  row: inboxes,
  hasActiveBot: sql<boolean>`exists (
    select from agent_bot_inboxes bot where bot.account_id = inboxes.account_id and bot.inbox_id = inboxes.id and bot.status = 'active')`,
  isListenedTo: sql<boolean>`exists (
    select from webhooks listener where listener.account_id = inboxes.account_id
      and 'provider_event_received' = any(listener.subscriptions))`,
};

type Found = Pick<ConnectedInbox, "row" | "hasActiveBot" | "isListenedTo">;

function connected({ row, hasActiveBot, isListenedTo }: Found): ConnectedInbox {
  return {
    id: row.id,
    accountId: row.accountId,
    row,
    hasActiveBot,
    isListenedTo,
    webhookSecret: webhookSecret(row),
    ...channelSettings(row),
  };
}
