import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";

/** Calls somebody's webhook once; a failed try adds the next one itself. */
export const deliverWebhookJob = defineJob({
  name: "deliver_webhook",
  pool: "slow",
  payload: z.object({ account_id: z.number(), delivery_id: z.number() }),
  run: async ({ account_id, delivery_id }) => {
    const { deliverWebhook } = await import("./deliver-webhook.ts");
    await deliverWebhook({ accountId: account_id, deliveryId: delivery_id });
  },
});

/** Tells the administrators that a receiver gets nothing any more. */
export const mailPausedWebhookJob = defineJob({
  name: "mail_paused_webhook",
  pool: "slow",
  payload: z.object({ account_id: z.number(), target: z.string() }),
  run: async ({ account_id, target }) => {
    const { mailPausedWebhook } = await import("./mail-paused-webhook.ts");
    await mailPausedWebhook({ accountId: account_id, target });
  },
});

/** Deletes what a deleted account leaves behind. */
export const forgetAccountJob = defineJob({
  name: "forget_account",
  pool: "slow",
  payload: z.object({ account_id: z.number() }),
  run: async ({ account_id }) => {
    const { forgetAccount } = await import("./forget-deleted-account.ts");
    await forgetAccount(account_id);
  },
});
