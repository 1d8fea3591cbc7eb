import { z } from "zod";
import { isoInstant, listOf } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { filterRows } from "../../filters/contract.ts";
import { base } from "../contract.ts";

/** Largest file of contacts. */
export const MAX_IMPORT_BYTES = 25 * 1024 * 1024;

export const importContacts = operation({
  id: "contacts.import",
  method: "POST",
  path: `${base}/import`,
  summary: "Import contacts from a CSV file, in the background",
  tag: "Contacts",
  callers: ["administrator"],
  body: z.object({ import_file: z.instanceof(File).optional().catch(undefined) }),
  maxBytes: MAX_IMPORT_BYTES,
});

/** How far an import has come. */
export const contactImport = z.object({
  id: z.number(),
  file_name: z.string(),
  status: z.enum(["pending", "processing", "completed", "failed"]),
  total_records: z.number(),
  processed_records: z.number(),
  rejected_records: z.number(),
  /** The rejected rows with their reasons, as a CSV file. */
  errors_url: z.string().nullable(),
  /** Why the whole file was refused. */
  error: z.string().nullable(),
  created_at: isoInstant,
  finished_at: isoInstant.nullable(),
});
export type ContactImport = z.infer<typeof contactImport>;

export const listContactImports = operation({
  id: "contacts.imports",
  method: "GET",
  path: `${base}/imports`,
  summary: "The latest imports and how far they have come",
  tag: "Contacts",
  callers: ["administrator"],
  response: z.object({ payload: z.array(contactImport) }),
});

export const exportContacts = operation({
  id: "contacts.export",
  method: "POST",
  path: `${base}/export`,
  summary: "Write contacts into a CSV file, whose link is mailed to the caller",
  tag: "Contacts",
  callers: ["administrator"],
  body: z.object({
    column_names: listOf(z.string().max(255)),
    payload: filterRows.nullish(),
    label: z.string().max(255).nullish(),
  }),
});
