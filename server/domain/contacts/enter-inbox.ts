import { randomInt } from "node:crypto";
import { contactInboxes, contacts } from "#db/schema/contacts.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { ContactRow } from "./change-contact.ts";
import { contactValues, mergedAttributes } from "./contact-values.ts";
import { findContactBy, type Identification } from "./identify-contact.ts";
import { fetchContactAvatarJob } from "./jobs.ts";
import { withTakenField } from "./taken-field.ts";

export interface Entrance extends Identification {
  inboxId: number;
  sourceId: string;
  isVerified: boolean;
}

/**
 * A customer comes into an inbox by a door of ours, under a source id that nobody has there yet: whoever has the identifier,
 * e-mail or phone number, in that order, else somebody new, with a name of our making if they gave none (contract, public API §1).
 *
 * @throws invalid for wrong values
 */
export async function enterInbox(
  tx: Tx,
  given: Entrance,
): Promise<{ contact: ContactRow; link: typeof contactInboxes.$inferSelect }> {
  const values = contactValues(given);
  const contact = (await findKnown(tx, values)) ?? (await insertContact(tx, values, given));
  const [link] = await tx.db
    .insert(contactInboxes)
    .values({
      accountId: tx.accountId,
      inboxId: given.inboxId,
      contactId: contact.id,
      sourceId: given.sourceId,
      hmacVerified: given.isVerified,
    })
    .returning();
  if (!link) throw new Error("The insert of a contact inbox gave no row back");
  return { contact, link };
}

async function findKnown(tx: Tx, values: ReturnType<typeof contactValues>): Promise<ContactRow | null> {
  for (const key of ["identifier", "email", "phoneNumber"] as const) {
    const value = values[key];
    const known = value ? await findContactBy(tx, key, value) : null;
    if (known) return known;
  }
  return null;
}

async function insertContact(tx: Tx, values: ReturnType<typeof contactValues>, given: Entrance): Promise<ContactRow> {
  const [row] = await withTakenField(() =>
    tx.db
      .insert(contacts)
      .values({
        ...values,
        name: values.name || randomName(),
        accountId: tx.accountId,
        avatarUrl: given.avatar_url || null,
        additionalAttributes: mergedAttributes({}, given.additional_attributes),
        customAttributes: mergedAttributes({}, given.custom_attributes),
      })
      .returning(),
  );
  if (!row) throw new Error("The insert of a contact gave no row back");
  tx.emit("contact.created", { contact_id: row.id });
  if (row.avatarUrl) tx.enqueue(fetchContactAvatarJob, { account_id: tx.accountId, contact_id: row.id });
  return row;
}

const adjectives =
  "autumn,bold,bright,calm,crimson,distant,early,gentle,golden,green,misty,quiet,silent,snowy,summer,wild";
const nouns = "bird,brook,cloud,dawn,field,fire,forest,lake,leaf,moon,mountain,pine,rain,river,sky,stone,sun,wind";

/** Two words that agents can tell apart: `quiet-river-417`. */
function randomName(): string {
  const pick = (words: string) => {
    const list = words.split(",");
    return list[randomInt(list.length)];
  };
  return `${pick(adjectives)}-${pick(nouns)}-${randomInt(100, 1000)}`;
}
