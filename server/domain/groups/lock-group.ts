import { and, eq, sql } from "drizzle-orm";
import { groups } from "#db/schema/groups.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/** Per fact, when the provider said so last; milliseconds since 1970. */
export type FactTimes = Record<string, number>;

/** Locks a group until the transaction ends, so that reports about it apply one after the other. */
export async function lockGroup(tx: Tx, contactId: number): Promise<FactTimes> {
  const [row] = await tx.db
    .insert(groups)
    .values({ accountId: tx.accountId, contactId })
    .onConflictDoUpdate({ target: [groups.accountId, groups.contactId], set: { contactId: sql`excluded.contact_id` } })
    .returning({ times: groups.factsChangedAt });
  return { ...row?.times };
}

/** Remembers when each fact was reported. */
export async function storeFactTimes(tx: Tx, contactId: number, times: FactTimes): Promise<void> {
  if (Object.keys(times).length === 0) return;
  await tx.db
    .update(groups)
    .set({ factsChangedAt: times })
    .where(and(eq(groups.accountId, tx.accountId), eq(groups.contactId, contactId)));
}
