import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import type { KnownAs } from "./inbound-contact.ts";
import { fetchContactAvatarJob } from "./jobs.ts";
import type { Match } from "./match-contact-inboxes.ts";

interface Completed {
  contactId: number;
  name: string | null;
  oldName: string;
  phoneNumber: string | null;
  identifier: string | null;
  avatarUrl: string | null;
}

/**
 * Adds to known contacts what a provider says about them now: identities that were missing, an empty phone or identifier,
 * a name where there was none or only a number (contract, groups §1), a new picture. Sends nothing when nothing is new.
 *
 * @returns new names by contact id
 */
export async function completeContacts(
  tx: Tx,
  inboxId: number,
  known: { person: KnownAs; match: Match }[],
): Promise<Map<number, string>> {
  await addIdentities(tx, inboxId, known);
  const completed = onePerContact(known.flatMap(({ person, match }) => whatIsNew(person, match) ?? []));
  if (completed.length === 0) return new Map();
  const changed = await updateContacts(tx, completed);
  for (const row of changed) {
    tx.emit("contact.updated", { contact_id: row.id, changed: changesOf(row, completed) });
    const avatarUrl = completed.find((entry) => entry.contactId === row.id)?.avatarUrl;
    if (avatarUrl)
      tx.enqueue(fetchContactAvatarJob, { account_id: tx.accountId, contact_id: row.id }, { priority: 10 });
  }
  return new Map(changed.map((row) => [row.id, row.name]));
}

async function addIdentities(tx: Tx, inboxId: number, known: { person: KnownAs; match: Match }[]): Promise<void> {
  const missing = known.flatMap(({ person, match }) =>
    person.identities
      .filter(({ kind, value }) => !match.identities.includes(`${kind}:${value}`))
      .map(({ kind, value }) => ({ kind, value, contact_inbox_id: match.contactInboxId })),
  );
  if (missing.length === 0) return;
  countStatement();
  // An identity that belongs to another contact stays there: who could be one person was merged before.
  await tx.sql`
    insert into contact_identities (account_id, inbox_id, kind, value, contact_inbox_id)
    select ${tx.accountId}, ${inboxId}, kind, value, contact_inbox_id
    from jsonb_to_recordset(${JSON.stringify(missing)}::text::jsonb) as i (kind text, value text, contact_inbox_id bigint)
    order by kind, value
    on conflict do nothing`;
}

function whatIsNew(person: KnownAs, match: Match): Completed | null {
  const told = person.name || (isHidden(match) ? (match.phoneNumber ?? person.phoneNumber) : null);
  const name = told && told !== match.name && /^(\+?\d|$)/.test(match.name) ? told : null;
  const phoneNumber = match.phoneNumber === null ? person.phoneNumber : null;
  const identifier = match.identifier === null ? person.identifier : null;
  const avatarUrl = isSamePicture(person.avatarUrl, match.avatarUrl) ? null : person.avatarUrl;
  if (name === null && phoneNumber === null && identifier === null && avatarUrl === null) return null;
  return { contactId: match.contactId, name, oldName: match.name, phoneNumber, identifier, avatarUrl };
}

/** Shown by their hidden id so far: their number tells people more. */
const isHidden = ({ name, identifier }: Match): boolean => name !== "" && identifier === `${name}@lid`;

/** Signatures in the query of an address change daily, the picture does not. */
function isSamePicture(given: string | null, stored: string | null): boolean {
  return given === null || (stored !== null && given.split("?")[0] === stored.split("?")[0]);
}

function onePerContact(rows: Completed[]): Completed[] {
  const byContact = new Map<number, Completed>();
  for (const row of rows) if (!byContact.has(row.contactId)) byContact.set(row.contactId, row);
  return [...byContact.values()];
}

interface ChangedRow {
  id: number;
  name: string;
  phone_number: string | null;
  identifier: string | null;
}

/** A phone or identifier that another contact has stays with it. Locked in the order of ids, as everywhere. */
async function updateContacts(tx: Tx, rows: Completed[]): Promise<ChangedRow[]> {
  countStatement();
  return tx.sql<ChangedRow[]>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as g (
        "contactId" bigint, name text, "oldName" text, "phoneNumber" text, identifier text, "avatarUrl" text)
    ), locked as (
      select c.id from contacts c join given g on c.id = g."contactId"
      where c.account_id = ${tx.accountId}
      order by c.id
      for no key update of c
    )
    update contacts c set
      name = case when c.name = g."oldName" then coalesce(g.name, c.name) else c.name end,
      phone_number = coalesce(c.phone_number, (select g."phoneNumber" where not exists (
        select 1 from contacts o where o.account_id = ${tx.accountId} and o.phone_number = g."phoneNumber"))),
      identifier = coalesce(c.identifier, (select g.identifier where not exists (
        select 1 from contacts o where o.account_id = ${tx.accountId} and o.identifier = g.identifier))),
      avatar_url = coalesce(g."avatarUrl", c.avatar_url),
      revision = c.revision + 1,
      updated_at = now()
    from given g
    where c.account_id = ${tx.accountId} and c.id = g."contactId" and c.id in (select id from locked)
    returning c.id, c.name, c.phone_number, c.identifier`;
}

function changesOf(row: ChangedRow, completed: Completed[]): Changed {
  const before = completed.find((entry) => entry.contactId === row.id);
  const changed: Changed = {};
  if (before?.name && row.name === before.name) changed.name = [before.oldName, row.name];
  if (before?.phoneNumber && row.phone_number === before.phoneNumber) changed.phone_number = [null, row.phone_number];
  if (before?.identifier && row.identifier === before.identifier) changed.identifier = [null, row.identifier];
  return changed;
}
