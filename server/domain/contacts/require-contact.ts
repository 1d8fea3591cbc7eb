import { and, eq } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";

/** @throws not_found when the account has no such contact */
export async function requireContact(ctx: AccountContext, contactId: number): Promise<void> {
  const [row] = await database(ctx)
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.accountId, ctx.accountId), eq(contacts.id, contactId)));
  if (!row) throw notFound(`contact ${contactId}`);
}
