import { and, eq } from "drizzle-orm";
import { contactInboxes } from "#db/schema/contacts.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/** The owner of the inbox has vouched for who this is (contract, public API §1 "Identity validation"). */
export async function markVerified(tx: Tx, contactInboxId: number): Promise<void> {
  await tx.db
    .update(contactInboxes)
    .set({ hmacVerified: true, updatedAt: new Date() })
    .where(and(eq(contactInboxes.accountId, tx.accountId), eq(contactInboxes.id, contactInboxId)));
}
