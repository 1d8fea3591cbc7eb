import { Readable } from "node:stream";
import { and, asc, gt, type SQL } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import { type AccountContext, database, systemContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { sendMail } from "../../platform/mail/send-mail.ts";
import { runtime } from "../../platform/runtime.ts";
import { newToken } from "../../platform/secrets.ts";
import { fileLink } from "../../platform/storage/file-link.ts";
import { authorize } from "../../policies/authorize.ts";
import { canDeleteContacts } from "../../policies/contacts.ts";
import { actingUserId, findAgentRows, getAccountRow } from "../accounts/queries.ts";
import { asDrizzle } from "../filters/condition.ts";
import { contactFilter } from "../filters/contact-filter.ts";
import { filterCondition } from "../filters/filter-condition.ts";
import type { ContactRow } from "./change-contact.ts";
import type * as contract from "./contract/transfer.ts";
import { deleteFilesJob, type ExportOrder, exportContactsJob } from "./jobs.ts";
import { listedContacts } from "./queries.ts";
import { transferMails } from "./transfer-mails.ts";
import { BYTE_ORDER_MARK, csvLine } from "./write-csv.ts";

const PAGE = 1000;
/** How long the file can be fetched. */
const KEPT_DAYS = 7;

/** Columns by their names on the wire. */
const columns: Record<string, (row: ContactRow) => unknown> = {
  id: (row) => row.id,
  name: (row) => row.name,
  email: (row) => row.email,
  phone_number: (row) => row.phoneNumber,
  identifier: (row) => row.identifier,
  blocked: (row) => row.blocked,
  labels: (row) => row.labels.join(", "),
  company: (row) => row.additionalAttributes.company_name,
  city: (row) => row.additionalAttributes.city,
  country: (row) => row.additionalAttributes.country,
  country_code: (row) => row.additionalAttributes.country_code,
  additional_attributes: (row) => row.additionalAttributes,
  custom_attributes: (row) => row.customAttributes,
  created_at: (row) => row.createdAt,
  updated_at: (row) => row.updatedAt,
  last_activity_at: (row) => row.lastActivityAt,
};
const standard = ["id", "name", "email", "phone_number"];

/**
 * Orders a file of contacts, all or those of a filter or label; its link is mailed to the caller (contract, contacts §6).
 * Columns that contacts do not have are left out.
 *
 * @throws refused for rows that make no condition
 */
export async function exportContacts(ctx: AccountContext, input: Input<typeof contract.exportContacts>): Promise<void> {
  authorize(canDeleteContacts(ctx));
  await filterCondition(ctx, contactFilter, input.payload ?? []);
  const chosen = (input.column_names ?? []).filter((name) => Object.hasOwn(columns, name));
  const order: ExportOrder = {
    account_id: ctx.accountId,
    user_id: actingUserId(ctx),
    file: newToken(),
    columns: chosen.length > 0 ? [...new Set(chosen)] : standard,
    rows: input.payload ?? [],
    label: input.label || null,
  };
  await transaction(ctx, async (tx) => tx.enqueue(exportContactsJob, order));
}

/** Writes the file of an order, mails its link, and sees to it that the file does not stay for ever. */
export async function writeExport(order: ExportOrder): Promise<void> {
  const ctx = systemContext(order.account_id, "export_contacts");
  const [reader] = await findAgentRows(ctx, [order.user_id]);
  if (!reader) return;
  const condition = await filterCondition(ctx, contactFilter, order.rows);
  const where = and(listedContacts(ctx, order.label ? [order.label] : []), asDrizzle(condition));
  const key = `accounts/${ctx.accountId}/exports/${order.file}.csv`;
  await runtime().storage.put(key, Readable.from(fileLines(ctx, order.columns, where)), { contentType: "text/csv" });
  const runAt = new Date(Date.now() + KEPT_DAYS * 86_400_000);
  await transaction(ctx, async (tx) => tx.enqueue(deleteFilesJob, { keys: [key] }, { priority: 10, runAt }));
  const account = await getAccountRow(ctx);
  const fileName = `${account.name}_${account.id}_contacts.csv`;
  const link = fileLink(key, { contentType: "text/csv", fileName });
  await sendMail({ to: reader.email, ...transferMails(account.locale).exported({ link, days: KEPT_DAYS }) });
}

/** A page at a time, so that a million contacts need no more memory than a thousand. */
async function* fileLines(ctx: AccountContext, names: string[], where: SQL | undefined): AsyncGenerator<Buffer> {
  yield Buffer.from(BYTE_ORDER_MARK + csvLine(names));
  let last = 0;
  for (;;) {
    const rows = await database(ctx)
      .select()
      .from(contacts)
      .where(and(where, gt(contacts.id, last)))
      .orderBy(asc(contacts.id))
      .limit(PAGE);
    if (rows.length > 0) {
      yield Buffer.from(rows.map((row) => csvLine(names.map((name) => columns[name]?.(row)))).join(""));
    }
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id ?? last;
  }
}
