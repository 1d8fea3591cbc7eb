import webPush from "web-push";
import { type AccountContext, statements, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { runtime } from "../../platform/runtime.ts";
import { loadNotifications, notificationColumns, type StoredNotification } from "./load-notifications.ts";
import { getPushKeys } from "./push-keys.ts";
import { notificationWords } from "./wording.ts";

/** Longer than this nobody wants to be told, in seconds. */
const WORTH_SECONDS = 24 * 60 * 60;

interface Subscription {
  id: number;
  endpoint: string;
  p256dh: string;
  auth: string;
  locale: string;
}

/**
 * Tells one browser about a notification. The push says who and what, never the words of the message; a repeat replaces the first,
 * because both carry the same tag. Nothing is sent for what was read meanwhile. A browser that is gone for good is forgotten.
 *
 * @throws for what is worth another try: the job comes again
 */
export async function sendPush(at: {
  accountId: number;
  notificationId: number;
  subscriptionId: number;
}): Promise<void> {
  const ctx = systemContext(at.accountId, "push");
  const found = await findUnread(ctx, at.notificationId);
  if (!found) return;
  const subscription = await findSubscription(ctx, found.row.userId, at.subscriptionId);
  if (!subscription) return;
  const { title, place } = notificationWords(found, subscription.locale);
  const { displayId } = found.conversationRow;
  const payload = {
    title,
    body: place,
    tag: `conversation-${at.accountId}-${displayId}`,
    url: `/app/accounts/${at.accountId}/conversations/${displayId}`,
  };
  await deliver(ctx, subscription, JSON.stringify(payload));
}

async function findUnread(ctx: AccountContext, id: number) {
  const rows = await statements(ctx)<StoredNotification[]>`
    select ${notificationColumns(ctx)} from notifications n
    where n.account_id = ${ctx.accountId} and n.id = ${id} and n.read_at is null and n.snoozed_until is null`;
  return (await loadNotifications(ctx, rows))[0];
}

/** It may belong to somebody else by now. */
async function findSubscription(ctx: AccountContext, userId: number, id: number): Promise<Subscription | undefined> {
  const [row] = await statements(ctx)<Subscription[]>`
    select s.id, s.identifier as endpoint, s.subscription_attributes ->> 'p256dh' as p256dh,
      s.subscription_attributes ->> 'auth' as auth, coalesce(u.ui_settings ->> 'locale', 'en') as locale
    from notification_subscriptions s join users u on u.id = s.user_id
    where s.id = ${id} and s.user_id = ${userId} and s.subscription_type = 'browser_push'`;
  return row;
}

async function deliver(ctx: AccountContext, subscription: Subscription, payload: string): Promise<void> {
  const { endpoint, p256dh, auth } = subscription;
  const { appUrl } = runtime().config;
  const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    vapidDetails: { subject: subjectOf(appUrl), ...(await getPushKeys(ctx)) },
    TTL: WORTH_SECONDS,
    urgency: "high",
  });
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const answer = await safeFetch(endpoint, { method: "POST", headers, body: request.body ?? undefined });
  if (answer.status === 404 || answer.status === 410) return forget(ctx, subscription.id);
  if (answer.status >= 400) throw new Error(`The push service answered ${answer.status}`);
}

/** Push services want somebody to write to (RFC 8292, section 2.1). */
const subjectOf = (appUrl: string): string =>
  appUrl.startsWith("https:") ? appUrl : `mailto:no-reply@${new URL(appUrl).hostname}`;

async function forget(ctx: AccountContext, id: number): Promise<void> {
  await transaction(ctx, async (tx) => {
    await tx.sql`delete from notification_subscriptions where id = ${id}`;
  });
}
