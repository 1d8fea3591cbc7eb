import { and, eq, sql } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import { notFound } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import { withTakenField } from "./taken-field.ts";

export type ContactRow = typeof contacts.$inferSelect;

/** Columns that people and providers change. */
export type ContactValues = Partial<
  Pick<
    ContactRow,
    | "name"
    | "email"
    | "phoneNumber"
    | "identifier"
    | "avatarKey"
    | "avatarUrl"
    | "blocked"
    | "labels"
    | "additionalAttributes"
    | "customAttributes"
  >
>;

/** Names on the wire; columns that are not here are bookkeeping and no news to anybody. */
const wireNames: { [K in keyof ContactValues]?: string } = {
  name: "name",
  email: "email",
  phoneNumber: "phone_number",
  identifier: "identifier",
  avatarKey: "thumbnail",
  blocked: "blocked",
  labels: "labels",
  additionalAttributes: "additional_attributes",
  customAttributes: "custom_attributes",
};

/**
 * Changes one contact: locks its row, asks `change` what is to be different, writes that with the next revision and announces
 * it. Values that are the same already change nothing.
 *
 * @param change  gets the row as it stands
 * @returns the row as it is now
 * @throws not_found, invalid when another contact has the e-mail, phone number or identifier
 */
export async function changeContact(
  tx: Tx,
  contactId: number,
  change: (row: ContactRow) => ContactValues,
): Promise<ContactRow> {
  const here = and(eq(contacts.accountId, tx.accountId), eq(contacts.id, contactId));
  const [row] = await tx.db.select().from(contacts).where(here).for("no key update");
  if (!row) throw notFound(`contact ${contactId}`);
  const values = onlyDifferent(row, change(row));
  if (Object.keys(values).length === 0) return row;
  const [updated] = await withTakenField(() =>
    tx.db
      .update(contacts)
      .set({ ...values, revision: sql`${contacts.revision} + 1`, updatedAt: new Date() })
      .where(here)
      .returning(),
  );
  if (!updated) throw notFound(`contact ${contactId}`);
  const changed = changesOf(row, values);
  if (Object.keys(changed).length > 0) {
    const times: [Date, Date] = [row.updatedAt, updated.updatedAt];
    tx.emit("contact.updated", { contact_id: contactId, changed: { ...changed, updated_at: times } });
  }
  return updated;
}

/** Values that are not in the row already. */
export function onlyDifferent(row: ContactRow, values: ContactValues): ContactValues {
  const different = Object.entries(values).filter(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(row[key as keyof ContactValues]),
  );
  return Object.fromEntries(different);
}

/** Old and new values by their names on the wire. */
export function changesOf(row: ContactRow, values: ContactValues): Changed {
  const changed: Changed = {};
  for (const key of Object.keys(values) as (keyof ContactValues)[]) {
    const name = wireNames[key];
    if (name) changed[name] = [row[key], values[key]];
  }
  return changed;
}
