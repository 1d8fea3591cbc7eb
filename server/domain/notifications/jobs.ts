import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { mailNotifications } from "./mail-notifications.ts";
import { sendPush } from "./send-push.ts";

/** A push to one browser. */
export const pushNotification = defineJob({
  name: "push_notification",
  pool: "slow",
  maxAttempts: 5,
  payload: z.object({ account_id: z.number(), notification_id: z.number(), subscription_id: z.number() }),
  run: ({ account_id, notification_id, subscription_id }) =>
    sendPush({ accountId: account_id, notificationId: notification_id, subscriptionId: subscription_id }),
});

/** One mail with what a person has not read; further jobs of the same batch find nothing. */
export const mailNotificationsJob = defineJob({
  name: "mail_notifications",
  pool: "slow",
  payload: z.object({ account_id: z.number(), user_id: z.number() }),
  run: ({ account_id, user_id }) => mailNotifications({ accountId: account_id, userId: user_id }),
});
