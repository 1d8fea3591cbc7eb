import { contactImports } from "#db/schema/contact-imports.ts";
import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { newToken } from "../../platform/secrets.ts";
import { authorize } from "../../policies/authorize.ts";
import { canDeleteContacts } from "../../policies/contacts.ts";
import { actingUserId } from "../accounts/queries.ts";
import type * as contract from "./contract/transfer.ts";
import { storableText } from "./inbound-contact.ts";
import { importContactsJob } from "./jobs.ts";

/**
 * Takes a CSV file of contacts; a job reads it (contract, contacts §6).
 *
 * @throws refused without a file
 */
export async function startImport(ctx: AccountContext, input: Input<typeof contract.importContacts>): Promise<void> {
  authorize(canDeleteContacts(ctx));
  const file = input.import_file;
  if (!file || file.size === 0) throw refused("File is blank");
  const key = `accounts/${ctx.accountId}/imports/${newToken()}.csv`;
  const { storage } = runtime();
  await storage.put(key, Buffer.from(await file.arrayBuffer()), { contentType: "text/csv" });
  try {
    await transaction(ctx, async (tx) => {
      const [row] = await tx.db
        .insert(contactImports)
        .values({
          accountId: tx.accountId,
          userId: actingUserId(tx),
          fileName: storableText(file.name) || "contacts.csv",
          storageKey: key,
        })
        .returning({ id: contactImports.id });
      if (!row) throw new Error("The import was not inserted");
      tx.enqueue(importContactsJob, { account_id: tx.accountId, import_id: row.id });
    });
  } catch (error) {
    await storage.delete(key);
    throw error;
  }
}
