import { type AccountContext, statements, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { type Mail, sendMail } from "../../platform/mail/send-mail.ts";
import { runtime } from "../../platform/runtime.ts";
import {
  type LoadedNotification,
  loadNotifications,
  notificationColumns,
  type StoredNotification,
} from "./load-notifications.ts";
import { notificationText } from "./serialize.ts";
import { notificationTexts, notificationWords } from "./wording.ts";

/** A claim that is older was left by a process that died while sending. */
const CLAIM_SECONDS = 120;

/**
 * Mails somebody what they were told and have not read: everything in one mail, once the oldest has waited long enough to be read on
 * the screen. What was read, put aside or may no longer be seen is left out for good.
 *
 * @throws when the mail could not be sent: the job comes again
 */
export async function mailNotifications({ accountId, userId }: { accountId: number; userId: number }): Promise<void> {
  const ctx = systemContext(accountId, "notification_mail");
  const claimed = await claim(ctx, userId);
  const ids = claimed.map((row) => row.id);
  if (ids.length === 0) return;
  const loaded = await loadNotifications(
    ctx,
    claimed.filter((row) => row.readAt === null && row.snoozedUntil === null),
  );
  try {
    const mail = await mailTo(ctx, userId, loaded);
    if (mail) await sendMail(mail);
  } catch (error) {
    await settle(ctx, ids, false);
    throw error;
  }
  await settle(ctx, ids, true);
}

async function claim(ctx: AccountContext, userId: number): Promise<StoredNotification[]> {
  return transaction(ctx, async (tx) => {
    const rows = await tx.sql<StoredNotification[]>`
      update notifications n set mail_claimed_at = now()
      where n.account_id = ${tx.accountId} and n.user_id = ${userId} and n.mail_due_at is not null and n.mailed_at is null
        and (n.mail_claimed_at is null or n.mail_claimed_at < now() - make_interval(secs => ${CLAIM_SECONDS}))
        and exists (
          select from notifications o
          where o.account_id = n.account_id and o.user_id = n.user_id and o.mail_due_at <= now() and o.mailed_at is null)
      returning ${notificationColumns(tx)}`;
    return rows.sort((a, b) => a.id - b.id);
  });
}

async function settle(ctx: AccountContext, ids: number[], isDone: boolean): Promise<void> {
  await transaction(ctx, async (tx) => {
    await tx.sql`
      update notifications set mail_claimed_at = null, mailed_at = case when ${isDone} then now() end
      where account_id = ${tx.accountId} and id = any(${ids}::bigint[])`;
  });
}

async function mailTo(ctx: AccountContext, userId: number, loaded: LoadedNotification[]): Promise<Mail | null> {
  const [reader] = await statements(ctx)<{ email: string; name: string; locale: string }[]>`
    select u.email, coalesce(nullif(u.display_name, ''), u.name) as name,
      coalesce(u.ui_settings ->> 'locale', a.locale) as locale
    from account_users au join users u on u.id = au.user_id join accounts a on a.id = au.account_id
    where au.account_id = ${ctx.accountId} and au.user_id = ${userId} and u.confirmed_at is not null`;
  const first = loaded[0];
  if (!reader || !first) return null;
  const { mail } = notificationTexts(reader.locale);
  const base = `${runtime().config.appUrl}/app/accounts/${ctx.accountId}`;
  const paragraphs = loaded.map((entry) => {
    const { title, place } = notificationWords(entry, reader.locale);
    return [
      title,
      place,
      notificationText(entry),
      `${mail.open}: ${base}/conversations/${entry.conversationRow.displayId}`,
    ].join("\n");
  });
  const settings = `${mail.settings} ${base}/profile/settings#notifications`;
  return {
    to: reader.email,
    subject: oneLine(mail.subject(loaded.length, notificationWords(first, reader.locale).title)),
    text: `${[mail.hello(reader.name), ...paragraphs, settings].join("\n\n")}\n`,
  };
}

/** Names of contacts come from outside. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").slice(0, 200);
