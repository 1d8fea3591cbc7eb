import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { runtime } from "../../platform/runtime.ts";
import { filterRow } from "../filters/contract.ts";

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
    for (const key of keys) await runtime().storage.delete(key);
  },
});

/** Reads an uploaded file of contacts. */
export const importContactsJob = defineJob({
  name: "import_contacts",
  pool: "slow",
  payload: z.object({ account_id: z.number(), import_id: z.number() }),
  run: async ({ account_id, import_id }) => {
    const { importContacts } = await import("./import-contacts.ts");
    await importContacts({ accountId: account_id, importId: import_id });
  },
});

/** Tells one administrator how an import went. */
export const mailImportSummaryJob = defineJob({
  name: "mail_import_summary",
  pool: "slow",
  payload: z.object({ account_id: z.number(), import_id: z.number(), user_id: z.number() }),
  run: async ({ account_id, import_id, user_id }) => {
    const { mailImportSummary } = await import("./mail-import-summary.ts");
    await mailImportSummary({ accountId: account_id, importId: import_id, userId: user_id });
  },
});

const exportOrder = z.object({
  account_id: z.number(),
  /** Who gets the link. */
  user_id: z.number(),
  /** Names the file: a repeat writes the same one. */
  file: z.string(),
  columns: z.array(z.string()),
  rows: z.array(filterRow),
  label: z.string().nullable(),
});
export type ExportOrder = z.infer<typeof exportOrder>;

/** Writes a file of contacts and mails its link. */
export const exportContactsJob = defineJob<ExportOrder>({
  name: "export_contacts",
  pool: "slow",
  payload: exportOrder,
  run: async (order) => {
    const { writeExport } = await import("./export-contacts.ts");
    await writeExport(order);
  },
});
