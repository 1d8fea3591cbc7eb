import { defineTimer } from "../../platform/jobs/define-timer.ts";
import { runtime } from "../../platform/runtime.ts";

/** Removes every hour the calls of which nobody asks any more: after 30 days. */
export const forgetWebhookDeliveries = defineTimer({
  name: "forget_webhook_deliveries",
  everySeconds: 60 * 60,
  pool: "slow",
  run: async () => {
    await runtime().sql`delete from webhook_deliveries where created_at < now() - interval '30 days'`;
  },
});
