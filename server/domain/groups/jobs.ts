import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";

/** Reads a group with its members from the provider. */
export const syncGroupJob = defineJob({
  name: "sync_group",
  pool: "slow",
  payload: z.object({
    account_id: z.number(),
    contact_id: z.number(),
    /** Also when it was read a moment ago. */
    force: z.boolean().optional(),
    /** Without invite link, join requests and picture. */
    soft: z.boolean().optional(),
  }),
  maxAttempts: 3,
  run: async ({ account_id, contact_id, force, soft }) => {
    const { syncGroup } = await import("./sync-group.ts");
    await syncGroup({ accountId: account_id, contactId: contact_id, force, isSoft: soft });
  },
});

/** Copies a group's picture from the provider. */
export const fetchGroupPictureJob = defineJob({
  name: "fetch_group_picture",
  pool: "slow",
  payload: z.object({ account_id: z.number(), contact_id: z.number() }),
  maxAttempts: 5,
  run: async ({ account_id, contact_id }) => {
    const { fetchGroupPicture } = await import("./fetch-group-picture.ts");
    await fetchGroupPicture({ accountId: account_id, contactId: contact_id });
  },
});
