import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { defineTimer } from "../../platform/jobs/define-timer.ts";
import { runtime } from "../../platform/runtime.ts";
import { mailNotificationsJob } from "./jobs.ts";

/** What nobody looks back at (contract, settings §14). */
const KEPT_DAYS = 31;
const KEPT_EACH = 300;

/** Notifications that were put aside come back within seconds of their time. */
export const wakeSnoozedNotifications = defineTimer({
  name: "wake_snoozed_notifications",
  everySeconds: 10,
  run: wakeSnoozed,
});

/** Removes every hour what is older than a month, and what is beyond the newest three hundred of a person. */
export const forgetNotifications = defineTimer({
  name: "forget_notifications",
  everySeconds: 60 * 60,
  pool: "slow",
  run: forgetOld,
});

/** Mails whose sender died on the way are sent by somebody else. */
export const mailLateNotifications = defineTimer({
  name: "mail_late_notifications",
  everySeconds: 5 * 60,
  pool: "slow",
  run: mailLate,
});

async function mailLate(): Promise<void> {
  const late = await runtime().sql<{ accountId: number; userId: number }[]>`
    select distinct account_id as "accountId", user_id as "userId" from notifications
    where mail_due_at < now() - interval '10 minutes' and mailed_at is null`;
  for (const { accountId, userId } of late) {
    await transaction(systemContext(accountId, "notification_mail"), async (tx) =>
      tx.enqueue(mailNotificationsJob, { account_id: accountId, user_id: userId }, { priority: 10 }),
    );
  }
}

async function wakeSnoozed(): Promise<void> {
  const due = await runtime().sql<{ accountId: number }[]>`
    select distinct account_id as "accountId" from notifications where snoozed_until <= now()`;
  for (const { accountId } of due) {
    await transaction(systemContext(accountId, "snooze"), async (tx) => {
      const woken = await tx.sql<{ id: number; userId: number }[]>`
        update notifications set snoozed_until = null, read_at = null, last_activity_at = now(), updated_at = now(),
          meta = meta || jsonb_build_object('last_snoozed_at', snoozed_until)
        where account_id = ${accountId} and snoozed_until <= now()
        returning id, user_id as "userId"`;
      for (const { id, userId } of woken) tx.emit("notification.updated", { notification_id: id, user_id: userId });
    });
  }
}

async function forgetOld(): Promise<void> {
  await runtime().sql`
    delete from notifications where created_at < now() - make_interval(days => ${KEPT_DAYS})`;
  await runtime().sql`
    delete from notifications n using (
      select account_id, id, row_number() over (partition by account_id, user_id order by last_activity_at desc, id desc) as place
      from notifications
    ) as ranked
    where ranked.place > ${KEPT_EACH} and n.account_id = ranked.account_id and n.id = ranked.id`;
}
