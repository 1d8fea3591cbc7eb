import { and, asc, eq } from "drizzle-orm";
import { inboxes } from "#db/schema/inboxes.ts";
import { webhooks } from "#db/schema/webhooks.ts";
import { getChannel } from "../../channels/registry.ts";
import { AppError, invalid, notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { violatedConstraint } from "../../platform/database/violated-constraint.ts";
import { decrypt, encrypt, newToken } from "../../platform/secrets.ts";
import { changesBetween, noteChange } from "../audit-logs/note-change.ts";
import { forgetListeners } from "../inboxes/find-connected-inbox.ts";
import { getInboxRow } from "../inboxes/queries.ts";
import type * as contract from "./contract.ts";
import { defaultWebhookEvents, type Webhook, webhookEvents } from "./contract.ts";

type WebhookEnvelope = Result<typeof contract.createWebhook>;

/** All of them, oldest first (contract, settings §9). */
export async function listWebhooks(ctx: AccountContext): Promise<Result<typeof contract.listWebhooks>> {
  return { payload: { webhooks: await findWebhooks(ctx) } };
}

/** @throws invalid for an address or event that cannot be; not_found for a foreign inbox */
export async function createWebhook(
  ctx: AccountContext,
  input: Input<typeof contract.createWebhook>,
): Promise<WebhookEnvelope> {
  const url = requireUrl(input.url);
  const subscriptions = requireEvents(input.subscriptions ?? [...defaultWebhookEvents]);
  const created = await transaction(ctx, async (tx) => {
    if (input.inbox_id) await getInboxRow(tx, input.inbox_id);
    const id = await writeOrRefuse(async () => {
      const [row] = await tx.db
        .insert(webhooks)
        .values({
          accountId: tx.accountId,
          name: input.name ?? null,
          url,
          subscriptions,
          inboxId: input.inbox_id ?? null,
          secret: encrypt(newToken()),
        })
        .returning({ id: webhooks.id });
      return row?.id ?? 0;
    });
    noteChange(tx, {
      record: "Webhook",
      id,
      action: "create",
      changes: { name: input.name ?? null, url, subscriptions },
    });
    return { payload: { webhook: await getWebhook(tx, id) } };
  });
  forgetListeners();
  return created;
}

/** Name, address and events (contract, settings §9); the inbox stays, and a pause until somebody ends it. @throws not_found, invalid */
export async function updateWebhook(
  ctx: AccountContext,
  input: Input<typeof contract.updateWebhook>,
): Promise<WebhookEnvelope> {
  const changed = {
    ...(input.name !== undefined && { name: input.name }),
    ...(typeof input.url === "string" && { url: requireUrl(input.url) }),
    ...(input.subscriptions && { subscriptions: requireEvents(input.subscriptions) }),
  };
  const updated = await transaction(ctx, async (tx) => {
    const before = await getWebhook(tx, input.webhook_id);
    await writeOrRefuse(() =>
      tx.db
        .update(webhooks)
        .set({ ...changed, updatedAt: new Date() })
        .where(and(eq(webhooks.accountId, tx.accountId), eq(webhooks.id, input.webhook_id))),
    );
    const webhook = await getWebhook(tx, input.webhook_id);
    const changes = changesBetween(before, webhook, { name: "name", url: "url", subscriptions: "subscriptions" });
    noteChange(tx, { record: "Webhook", id: webhook.id, action: "update", changes });
    return { payload: { webhook } };
  });
  forgetListeners();
  return updated;
}

/** Calls that still wait are given up when their turn comes. @throws not_found */
export async function deleteWebhook(ctx: AccountContext, input: { webhook_id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { name, url } = await getWebhook(tx, input.webhook_id);
    noteChange(tx, { record: "Webhook", id: input.webhook_id, action: "destroy", changes: { name, url } });
    await tx.db.delete(webhooks).where(and(eq(webhooks.accountId, tx.accountId), eq(webhooks.id, input.webhook_id)));
    await tx.sql`
      delete from webhook_endpoints where account_id = ${tx.accountId} and target = ${`webhook:${input.webhook_id}`}`;
  });
}

async function getWebhook(ctx: AccountContext, id: number): Promise<Webhook> {
  const [found] = await findWebhooks(ctx, id);
  if (!found) throw notFound(`webhook ${id}`);
  return found;
}

async function findWebhooks(ctx: AccountContext, id?: number): Promise<Webhook[]> {
  const rows = await database(ctx)
    .select({ webhook: webhooks, inboxName: inboxes.name, channel: inboxes.channel })
    .from(webhooks)
    .leftJoin(inboxes, and(eq(inboxes.accountId, webhooks.accountId), eq(inboxes.id, webhooks.inboxId)))
    .where(and(eq(webhooks.accountId, ctx.accountId), id === undefined ? undefined : eq(webhooks.id, id)))
    .orderBy(asc(webhooks.id));
  return rows.map(({ webhook, inboxName, channel }) => ({
    id: webhook.id,
    name: webhook.name,
    url: webhook.url,
    account_id: webhook.accountId,
    subscriptions: webhook.subscriptions,
    ...(webhook.inboxId !== null &&
      inboxName !== null &&
      channel !== null && { inbox: { id: webhook.inboxId, name: inboxName, channel_type: getChannel(channel).type } }),
    secret: decrypt(webhook.secret),
  }));
}

function requireUrl(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") throw invalid("url", "Url is invalid");
  return text.trim();
}

const known = new Set<string>(webhookEvents);

function requireEvents(events: string[]): string[] {
  if (events.length === 0 || events.some((event) => !known.has(event)))
    throw invalid("subscriptions", "Subscriptions Invalid events");
  return [...new Set(events)];
}

async function writeOrRefuse<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedConstraint(error) !== "webhooks_url") throw error;
    throw new AppError("invalid", { public: "Url has already been taken", fields: ["url"], cause: error });
  }
}
