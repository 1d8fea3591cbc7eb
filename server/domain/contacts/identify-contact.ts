import { and, eq, sql } from "drizzle-orm";
import type { Attributes } from "#db/schema/columns.ts";
import { contacts } from "#db/schema/contacts.ts";
import { isAppError } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { type ContactRow, type ContactValues, changeContact } from "./change-contact.ts";
import { contactValues, mergedAttributes } from "./contact-values.ts";
import { fetchContactAvatarJob } from "./jobs.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { getContactRow } from "./queries.ts";

/** What a customer, or the site they are on, says about who they are. */
export interface Identification {
  identifier?: string | null | undefined;
  email?: string | null | undefined;
  phone_number?: string | null | undefined;
  name?: string | null | undefined;
  avatar_url?: string | null | undefined;
  additional_attributes?: Attributes | null | undefined;
  custom_attributes?: Attributes | null | undefined;
}

interface Rules {
  /** The identifier only finds somebody; it is not written. */
  keepsIdentifier?: boolean;
  /** A contact who has a name keeps it. */
  keepsName?: boolean;
  /** Wrong addresses and numbers are passed over instead of refused. */
  dropsInvalid?: boolean;
}

/**
 * Writes down who a contact is. When another contact of the account has the identifier, e-mail or phone number already, both
 * become that one (contract, public API "Identify/merge rules").
 *
 * @returns the contact that remains
 * @throws invalid for wrong values
 */
export async function identifyContact(
  tx: Tx,
  contactId: number,
  given: Identification,
  rules: Rules = {},
): Promise<ContactRow> {
  const values = rules.dropsInvalid ? validOnly(given) : contactValues(given);
  let current = await getContactRow(tx, contactId);
  for (const key of ["identifier", "email", "phoneNumber"] as const) {
    const value = values[key];
    if (!value) continue;
    const other = await findOther(tx, current.id, key, value);
    if (!other) continue;
    if (isSomebodyElse(other, { key, identifier: values.identifier, email: values.email ?? current.email })) {
      delete values[key];
    } else {
      current = await mergeContacts(tx, { base: other.id, mergee: current.id });
    }
  }
  return write(tx, current.id, { values, given, rules });
}

/** The contact who has a value that only one may have. */
export async function findContactBy(
  tx: Tx,
  key: "identifier" | "email" | "phoneNumber",
  value: string,
): Promise<ContactRow | null> {
  const is = key === "email" ? sql`lower(${contacts.email}) = ${value.toLowerCase()}` : eq(contacts[key], value);
  const [row] = await tx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.accountId, tx.accountId), eq(contacts.groupType, "individual"), is));
  return row ?? null;
}

async function findOther(tx: Tx, id: number, key: "identifier" | "email" | "phoneNumber", value: string) {
  const row = await findContactBy(tx, key, value);
  return row && row.id !== id ? row : null;
}

/** Two identifiers are two people; so are two e-mail addresses that share a phone. */
function isSomebodyElse(
  other: ContactRow,
  mine: { key: string; identifier: string | null | undefined; email: string | null },
): boolean {
  if (other.identifier && mine.identifier && other.identifier !== mine.identifier) return true;
  return mine.key === "phoneNumber" && Boolean(other.email && mine.email && other.email !== mine.email);
}

async function write(
  tx: Tx,
  contactId: number,
  { values, given, rules }: { values: ContactValues; given: Identification; rules: Rules },
): Promise<ContactRow> {
  let needsAvatar = false;
  const row = await changeContact(tx, contactId, (stored) => {
    const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as ContactValues;
    if (rules.keepsIdentifier) delete known.identifier;
    if (rules.keepsName && stored.name) delete known.name;
    needsAvatar = Boolean(given.avatar_url) && !stored.avatarKey && given.avatar_url !== stored.avatarUrl;
    return {
      ...known,
      ...(needsAvatar && { avatarUrl: given.avatar_url ?? null }),
      additionalAttributes: mergedAttributes(stored.additionalAttributes, given.additional_attributes),
      customAttributes: mergedAttributes(stored.customAttributes, given.custom_attributes),
    };
  });
  if (needsAvatar) tx.enqueue(fetchContactAvatarJob, { account_id: tx.accountId, contact_id: row.id });
  return row;
}

function validOnly(given: Identification): ContactValues {
  const values: ContactValues = {};
  for (const key of ["identifier", "email", "phone_number", "name"] as const) {
    try {
      Object.assign(values, contactValues({ [key]: given[key] }));
    } catch (error) {
      if (!isAppError(error) || error.code !== "invalid") throw error;
    }
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
