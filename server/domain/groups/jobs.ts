import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";

/** Reads a group with its members from the provider. */
export const syncGroupJob = defineJob({
  name: "sync_group",
  pool: "slow",
  payload: z.object({ account_id: z.number(), contact_id: z.number() }),
  maxAttempts: 3,
  run: async ({ account_id, contact_id }) => {
    const { syncGroup } = await import("./sync-group.ts");
    await syncGroup({ accountId: account_id, contactId: contact_id });
  },
});
