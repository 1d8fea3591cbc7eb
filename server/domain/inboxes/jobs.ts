import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";

const ofInbox = { account_id: z.number(), inbox_id: z.number() };

/** Sets our webhook at the provider of a new or changed inbox. */
export const subscribeInboxJob = defineJob({
  name: "subscribe_inbox",
  pool: "slow",
  payload: z.object(ofInbox),
  run: async ({ account_id, inbox_id }) => {
    const { subscribeInBackground } = await import("./subscribe-inbox.ts");
    await subscribeInBackground({ accountId: account_id, inboxId: inbox_id });
  },
});

/** Reads the provider's templates into the inbox. */
export const syncTemplatesJob = defineJob({
  name: "sync_templates",
  pool: "slow",
  payload: z.object(ofInbox),
  maxAttempts: 5,
  run: async ({ account_id, inbox_id }) => {
    const { storeTemplates } = await import("./sync-templates.ts");
    await storeTemplates({ accountId: account_id, inboxId: inbox_id });
  },
});

/** Asks the provider for the state of a line that is being linked; QR codes expire within seconds. */
export const refreshConnectionJob = defineJob({
  name: "refresh_connection",
  pool: "slow",
  payload: z.object({ ...ofInbox, codes_left: z.number() }),
  maxAttempts: 3,
  run: async ({ account_id, inbox_id, codes_left }) => {
    const { refreshConnection } = await import("./connect-inbox.ts");
    await refreshConnection({ accountId: account_id, inboxId: inbox_id, codesLeft: codes_left });
  },
});
