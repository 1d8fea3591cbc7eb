import { randomInt, randomUUID } from "node:crypto";
import { contactInboxes, contacts } from "#db/schema/contacts.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { ContactRow } from "../contacts/change-contact.ts";
import { contactValues, mergedAttributes } from "../contacts/contact-values.ts";
import { findContactBy, type Identification } from "../contacts/identify-contact.ts";
import { lockNewPeople } from "../contacts/insert-contact-inboxes.ts";
import { fetchContactAvatarJob } from "../contacts/jobs.ts";
import { withTakenField } from "../contacts/taken-field.ts";
import { asVisitor, findVisitor, type OpenInbox, type Visitor } from "./open-visitor.ts";

export interface NewVisitor extends Identification {
  source_id?: string | null | undefined;
  isVerified?: boolean;
}

/**
 * A customer comes in for the first time. A known source id is who they were; else whoever has the identifier, e-mail or phone
 * number, in that order; else somebody new, with a name of our making if they gave none (contract, public API §1).
 *
 * @throws invalid for wrong values
 */
export async function createVisitor(tx: Tx, { inbox }: Pick<OpenInbox, "inbox">, given: NewVisitor): Promise<Visitor> {
  const sourceId = given.source_id || randomUUID();
  // Two first requests of one person make one contact.
  await lockNewPeople(tx, inbox.id, [{ sourceId, identities: [{ kind: "provider_id", value: sourceId }] }]);
  const existing = await findVisitor({ ctx: tx, inbox, isSuspended: false }, sourceId);
  if (existing) return existing;
  const values = contactValues(given);
  const contact = (await findKnown(tx, values)) ?? (await insertContact(tx, values, given));
  const [link] = await tx.db
    .insert(contactInboxes)
    .values({
      accountId: tx.accountId,
      inboxId: inbox.id,
      contactId: contact.id,
      sourceId,
      hmacVerified: given.isVerified ?? false,
    })
    .returning();
  if (!link) throw new Error("The insert of a contact inbox gave no row back");
  return asVisitor({ ctx: tx, inbox }, { link, contact });
}

async function findKnown(tx: Tx, values: ReturnType<typeof contactValues>): Promise<ContactRow | null> {
  for (const key of ["identifier", "email", "phoneNumber"] as const) {
    const value = values[key];
    const known = value ? await findContactBy(tx, key, value) : null;
    if (known) return known;
  }
  return null;
}

async function insertContact(tx: Tx, values: ReturnType<typeof contactValues>, given: NewVisitor): Promise<ContactRow> {
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
