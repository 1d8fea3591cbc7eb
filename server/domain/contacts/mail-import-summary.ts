import { systemContext } from "../../platform/context.ts";
import { sendMail } from "../../platform/mail/send-mail.ts";
import { findAgentRows, getAccountRow } from "../accounts/queries.ts";
import { importRows, serializeImport } from "./list-imports.ts";
import { transferMails } from "./transfer-mails.ts";

/** Tells an administrator how an import went. Who has left meanwhile is not told. */
export async function mailImportSummary(of: { accountId: number; importId: number; userId: number }): Promise<void> {
  const ctx = systemContext(of.accountId, "mail_import_summary");
  const [row] = await importRows(ctx, of.importId);
  const [reader] = await findAgentRows(ctx, [of.userId]);
  if (!row || !reader) return;
  const { file_name, total_records, rejected_records, errors_url, error } = serializeImport(row);
  const summary = {
    fileName: file_name,
    total: total_records,
    rejected: rejected_records,
    errorsUrl: errors_url,
    error,
  };
  const { locale } = await getAccountRow(ctx);
  await sendMail({ to: reader.email, ...transferMails(locale).imported(summary) });
}
