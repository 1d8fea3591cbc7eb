import type { GroupPerson } from "../../channels/group-actions.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import { addressContacts } from "../contacts/address-contacts.ts";
import { personOf } from "./person-address.ts";

/** Somebody a request names. */
export interface Addressed {
  /** As given, or the contact's number. */
  participant: string;
  /** Null when the text is no address, or the contact has none that the provider knows. */
  person: GroupPerson | null;
  contactId: number | null;
  name: string | null;
}

interface ContactAddress {
  id: number;
  name: string;
  phone: string | null;
  identifier: string | null;
}

/**
 * The people a request names, by address or by contact, in that order.
 *
 * @throws not_found for a contact of another account
 */
export async function addressPeople(
  ctx: AccountContext,
  inboxId: number,
  named: { participants?: string[]; contactIds?: number[] },
): Promise<Addressed[]> {
  const contactIds = [...new Set(named.contactIds ?? [])];
  const rows = await readContacts(ctx, contactIds);
  const known = await addressContacts(
    ctx,
    inboxId,
    contactIds.map((senderId) => ({ senderId })),
  );
  const byAddress = (named.participants ?? []).map((participant) => ({
    participant,
    person: personOf(participant),
    contactId: null,
    name: null,
  }));
  const byContact = contactIds.map((id) => {
    const row = rows.get(id);
    if (!row) throw notFound(`contact ${id}`);
    const person = withOwnAddress(row, known.get(id) ?? {});
    return { participant: row.phone ?? row.identifier ?? row.name, person, contactId: id, name: row.name };
  });
  return [...byAddress, ...byContact];
}

/** What the contact itself says fills in what the provider did not. */
function withOwnAddress({ phone, identifier }: ContactAddress, known: GroupPerson): GroupPerson | null {
  const lid = /^(\d+)@lid$/.exec(identifier ?? "")?.[1];
  const person = { ...(phone && { phone }), ...(lid && { lid }), ...known };
  return Object.keys(person).length > 0 ? person : null;
}

async function readContacts(ctx: AccountContext, ids: number[]): Promise<Map<number, ContactAddress>> {
  if (ids.length === 0) return new Map();
  const rows = await statements(ctx)<ContactAddress[]>`
    select id, name, phone_number as phone, identifier from contacts
    where account_id = ${ctx.accountId} and id = any(${ids}::bigint[]) and group_type = 'individual'`;
  return new Map(rows.map((row) => [row.id, row]));
}
