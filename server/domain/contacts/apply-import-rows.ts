import { and, eq, inArray, or, sql } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import { isAppError } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { type ContactRow, type ContactValues, changeContact } from "./change-contact.ts";
import { contactValues, mergedAttributes } from "./contact-values.ts";
import { canonicalPhone, phoneVariants } from "./phone-numbers.ts";
import type { ImportRow } from "./read-import-file.ts";

interface Rejected {
  /** Place in the list, from 0. */
  place: number;
  reason: string;
}

interface Prepared {
  values: ContactValues;
  additional: Record<string, unknown>;
  custom: Record<string, unknown>;
}

const columns = new Set(["id", "name", "email", "phone_number", "identifier"]);

/**
 * Makes or changes the contacts of some rows (contract, contacts §6): who is known by identifier, else by e-mail, else by
 * phone number in any form, is changed by the cells that are filled. A row that fits nobody or breaks a rule is left out.
 *
 * @returns the rows that were left out, and why
 */
export async function applyImportRows(tx: Tx, rows: ImportRow[]): Promise<Rejected[]> {
  const rejected: Rejected[] = [];
  const prepared = rows.map((row, place) => {
    const result = prepare(row);
    if (typeof result === "string") rejected.push({ place, reason: result });
    return result;
  });
  const usable = prepared.filter((entry) => typeof entry !== "string");
  const known = new KnownContacts(await findKnown(tx, usable));
  for (const [place, entry] of prepared.entries()) {
    if (typeof entry === "string") continue;
    const reason = await applyRow(tx, entry, known);
    if (reason) rejected.push({ place, reason });
  }
  return rejected;
}

/** A sentence when the row breaks a rule. */
function prepare(row: ImportRow): Prepared | string {
  if (!row.name && !row.email && !row.phone_number && !row.identifier) {
    return "Name, email, phone number and identifier are blank";
  }
  const phone = row.phone_number && !/^(\+|00)/.test(row.phone_number) ? `+${row.phone_number}` : row.phone_number;
  const custom = Object.fromEntries(Object.entries(row).filter(([column]) => !columns.has(column)));
  const additional = {
    ...(row.company && { company_name: row.company.slice(0, 255) }),
    ...(row.city && { city: row.city.slice(0, 255) }),
  };
  try {
    const given = { email: row.email, phone_number: phone, identifier: row.identifier?.slice(0, 255) };
    const values = contactValues({ ...given, name: row.name?.slice(0, 255), custom_attributes: custom });
    return { values, additional, custom };
  } catch (error) {
    if (!isAppError(error) || !error.details.public) throw error;
    return error.details.public;
  }
}

async function findKnown(tx: Tx, entries: Prepared[]): Promise<ContactRow[]> {
  const listOf = (pick: (values: ContactValues) => (string | null | undefined)[]) =>
    entries.flatMap(({ values }) => pick(values).filter((value) => typeof value === "string"));
  const identifiers = listOf((values) => [values.identifier]);
  const emails = listOf((values) => [values.email]);
  const phones = listOf(({ phoneNumber }) => phoneVariants(phoneNumber?.slice(1) ?? "").map((form) => `+${form}`));
  return tx.db
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.accountId, tx.accountId),
        or(
          inArray(contacts.identifier, identifiers),
          sql`lower(${contacts.email}) = any(${sql.param(emails)}::text[])`,
          inArray(contacts.phoneNumber, phones),
        ),
      ),
    )
    .orderBy(contacts.id);
}

/** @returns why the row was left out */
async function applyRow(
  tx: Tx,
  { values, additional, custom }: Prepared,
  known: KnownContacts,
): Promise<string | null> {
  const match = known.find(values);
  const taken = known.takenBy(values, match);
  if (taken) return `${taken} has already been taken`;
  if (!match) {
    const row = { ...values, additionalAttributes: additional, customAttributes: custom };
    const [made] = await tx.db
      .insert(contacts)
      .values({ accountId: tx.accountId, ...row })
      .returning();
    if (!made) throw new Error("The insert of a contact gave no row back");
    tx.emit("contact.created", { contact_id: made.id });
    known.note(made);
    return null;
  }
  const changed = await changeContact(tx, match.id, (stored) => ({
    ...values,
    // Another form of the same number is no other number.
    phoneNumber: isSameNumber(stored.phoneNumber, values.phoneNumber) ? stored.phoneNumber : values.phoneNumber,
    additionalAttributes: mergedAttributes(stored.additionalAttributes, additional),
    customAttributes: mergedAttributes(stored.customAttributes, custom),
  }));
  known.note(changed);
  return null;
}

const isSameNumber = (one: string | null, other: string | null | undefined): boolean =>
  canonicalPhone(one?.slice(1) ?? "") === canonicalPhone(other?.slice(1) ?? "");

/** Contacts of a batch by their names; rows of one file may mean the same person. */
class KnownContacts {
  readonly #byIdentifier = new Map<string, ContactRow>();
  readonly #byEmail = new Map<string, ContactRow>();
  readonly #byPhone = new Map<string, ContactRow>();

  constructor(rows: ContactRow[]) {
    for (const row of rows) this.note(row);
  }

  note(row: ContactRow): void {
    if (row.identifier) this.#byIdentifier.set(row.identifier, row);
    if (row.email) this.#byEmail.set(row.email.toLowerCase(), row);
    if (row.phoneNumber) this.#byPhone.set(canonicalPhone(row.phoneNumber.slice(1)), row);
  }

  #matches({ identifier, email, phoneNumber }: ContactValues): [field: string, row: ContactRow | undefined][] {
    return [
      ["Identifier", this.#byIdentifier.get(identifier ?? "")],
      ["Email", this.#byEmail.get(email ?? "")],
      ["Phone number", this.#byPhone.get(canonicalPhone(phoneNumber?.slice(1) ?? ""))],
    ];
  }

  find(values: ContactValues): ContactRow | undefined {
    return this.#matches(values).find(([, row]) => row)?.[1];
  }

  /** The first field whose value belongs to another contact than the one that was found. */
  takenBy(values: ContactValues, match: ContactRow | undefined): string | undefined {
    return this.#matches(values).find(([, row]) => row && row.id !== match?.id)?.[0];
  }
}
