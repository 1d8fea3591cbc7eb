import { createHash } from "node:crypto";
import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { Identity, KnownAs } from "./inbound-contact.ts";
import { canonicalPhone } from "./phone-numbers.ts";

/** A contact inbox to make, and its contact when that is new as well. */
export interface NewContactInbox {
  contactId: number;
  /** False: the contact exists. */
  isNew: boolean;
  name: string;
  phoneNumber: string | null;
  identifier: string | null;
  avatarUrl: string | null;
  groupType: "individual" | "group";
  sourceId: string;
  identities: Identity[];
}

interface InsertedContactInbox {
  contactInboxId: number;
  contactId: number;
  sourceId: string;
}

/**
 * So many locks serve all new people of an account. One lock per name would be too many: a group's list has thousands of
 * names, and the server's table of locks only some.
 */
const LOCKS = 256;

/**
 * Makes everybody else who takes in the same new people wait until this transaction ends: there is no row yet that could
 * be locked, and without a phone number no unique index either. Taken in one order by all, so nobody waits in a circle.
 *
 * @returns ids for contacts, one per person
 */
export async function lockNewPeople(
  tx: Tx,
  inboxId: number,
  people: Pick<KnownAs, "sourceId" | "identities">[],
): Promise<number[]> {
  const keys = people.flatMap((person) => [
    `${inboxId}:source:${person.sourceId}`,
    ...person.identities.map(({ kind, value }) => `${kind}:${canonical(kind, value)}`),
  ]);
  const locks = [...new Set(keys.map(lockOf))].sort((a, b) => a - b).map((lock) => `contact:${tx.accountId}:${lock}`);
  countStatement();
  const rows = await tx.sql<{ id: number }[]>`
    with locked as materialized (
      select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${locks}::text[]) as key
    )
    select nextval(pg_get_serial_sequence('contacts', 'id')) as id
    from generate_series(1, ${people.length}::int)
    where (select count(*) from locked) > 0`;
  return rows.map((row) => row.id);
}

const lockOf = (key: string): number => createHash("sha256").update(key).digest().readUInt32BE() % LOCKS;

const canonical = (kind: Identity["kind"], value: string): string => (kind === "phone" ? canonicalPhone(value) : value);

/**
 * Inserts contacts, contact inboxes and identities in one statement. What somebody else made meanwhile is left out and
 * found by looking again.
 *
 * @returns the contact inboxes that were made
 */
export async function insertContactInboxes(
  tx: Tx,
  inboxId: number,
  rows: NewContactInbox[],
): Promise<InsertedContactInbox[]> {
  countStatement();
  return tx.sql<InsertedContactInbox[]>`
    with person as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as p (
        "contactId" bigint, "isNew" boolean, name text, "phoneNumber" text, identifier text, "avatarUrl" text,
        "groupType" text, "sourceId" text, identities jsonb)
    ), new_contact as (
      insert into contacts (account_id, id, name, phone_number, identifier, avatar_url, group_type)
      overriding system value
      select ${tx.accountId}, "contactId", name, "phoneNumber", identifier, "avatarUrl", "groupType"
      from person where "isNew"
      order by "phoneNumber", identifier
      on conflict do nothing
      returning id
    ), new_contact_inbox as (
      insert into contact_inboxes (account_id, contact_id, inbox_id, source_id)
      select ${tx.accountId}, "contactId", ${inboxId}, "sourceId"
      from person where not "isNew" or "contactId" in (select id from new_contact)
      order by "sourceId"
      on conflict do nothing
      returning id, contact_id, source_id
    ), new_identity as (
      insert into contact_identities (account_id, inbox_id, kind, value, contact_inbox_id)
      select ${tx.accountId}, ${inboxId}, i.kind, i.value, n.id
      from new_contact_inbox n
      join person p on p."sourceId" = n.source_id
      cross join jsonb_to_recordset(p.identities) as i (kind text, value text)
      order by i.kind, i.value
      on conflict do nothing
    )
    select id as "contactInboxId", contact_id as "contactId", source_id as "sourceId" from new_contact_inbox`;
}
