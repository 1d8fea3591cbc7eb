import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { runtime } from "../../platform/runtime.ts";

/** Copies a contact's picture from where the provider says it is. */
export const fetchContactAvatarJob = defineJob({
  name: "fetch_contact_avatar",
  pool: "slow",
  payload: z.object({ account_id: z.number(), contact_id: z.number() }),
  maxAttempts: 4,
  run: async ({ account_id, contact_id }) => {
    const { fetchContactAvatar } = await import("./fetch-contact-avatar.ts");
    await fetchContactAvatar({ accountId: account_id, contactId: contact_id });
  },
});

/** Removes files whose rows are gone. */
export const deleteFilesJob = defineJob({
  name: "delete_files",
  pool: "slow",
  payload: z.object({ keys: z.array(z.string()) }),
  run: async ({ keys }) => {
    for (const storageKey of keys) await runtime().storage.delete(storageKey);
  },
});
