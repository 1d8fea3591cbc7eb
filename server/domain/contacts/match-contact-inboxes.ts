import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { KnownAs } from "./inbound-contact.ts";
import { phoneVariants } from "./phone-numbers.ts";

/** A contact inbox that goes by one of the names of a person, with what its contact knows about them. */
export interface Match {
  /** Place in the list that was asked for. */
  person: number;
  /** How it was found: by its source id, or the place of the identity in the person's list. */
  rank: number;
  contactInboxId: number;
  contactId: number;
  sourceId: string;
  name: string;
  phoneNumber: string | null;
  identifier: string | null;
  avatarUrl: string | null;
  groupType: "individual" | "group";
  blocked: boolean;
  /** `kind:value` of every identity that is stored. */
  identities: string[];
}

/**
 * Contact inboxes by source id or any identity, all people in one statement. They are locked until the transaction ends,
 * in the order of their ids: whoever else takes in messages of the same chat waits, and makes no second conversation.
 */
export async function matchContactInboxes(tx: Tx, inboxId: number, people: KnownAs[]): Promise<Match[]> {
  countStatement();
  return tx.sql<Match[]>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(names(people))}::text::jsonb)
        as w (person int, rank int, kind text, value text)
    ), named as (
      select w.person, min(w.rank) as rank, i.contact_inbox_id
      from wanted w
      join contact_identities i on i.account_id = ${tx.accountId} and i.inbox_id = ${inboxId}
        and i.kind = w.kind and i.value = w.value
      group by w.person, i.contact_inbox_id
      union all
      select w.person, w.rank, ci.id
      from wanted w
      join contact_inboxes ci on ci.account_id = ${tx.accountId} and ci.inbox_id = ${inboxId} and ci.source_id = w.value
      where w.kind = 'source'
    )
    select n.person, n.rank, ci.id as "contactInboxId", ci.contact_id as "contactId", ci.source_id as "sourceId",
      c.name, c.phone_number as "phoneNumber", c.identifier, c.avatar_url as "avatarUrl", c.group_type as "groupType",
      c.blocked,
      array(
        select i.kind || ':' || i.value from contact_identities i
        where i.account_id = ${tx.accountId} and i.contact_inbox_id = ci.id
      ) as identities
    from named n
    join contact_inboxes ci on ci.account_id = ${tx.accountId} and ci.id = n.contact_inbox_id
    join contacts c on c.account_id = ${tx.accountId} and c.id = ci.contact_id
    order by ci.id
    for no key update of ci`;
}

function names(people: KnownAs[]) {
  return people.flatMap((person, place) => [
    { person: place, rank: -1, kind: "source", value: person.sourceId },
    ...person.identities.flatMap(({ kind, value }, rank) =>
      (kind === "phone" ? phoneVariants(value) : [value]).map((form) => ({ person: place, rank, kind, value: form })),
    ),
  ]);
}

/** A contact that a new contact inbox can belong to. */
export interface ContactMatch {
  person: number;
  /** Somebody else made the contact inbox meanwhile: `matchContactInboxes` finds it now. */
  isTaken: boolean;
  contactId: number;
  name: string;
  groupType: "individual" | "group";
  blocked: boolean;
}

/**
 * Contacts of people who have no contact inbox here, such as imported ones: by phone number, then by identifier (contract,
 * inboxes §7). Also tells who got a contact inbox since `matchContactInboxes` looked.
 */
export async function matchContacts(tx: Tx, inboxId: number, people: KnownAs[]): Promise<ContactMatch[]> {
  const wanted = [...names(people), ...people.flatMap(contactNames)];
  countStatement();
  return tx.sql<ContactMatch[]>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb)
        as w (person int, rank int, kind text, value text)
    ), matched as (
      select w.person, 0 as rank, ci.contact_id from wanted w
      join contact_identities i on i.account_id = ${tx.accountId} and i.inbox_id = ${inboxId}
        and i.kind = w.kind and i.value = w.value
      join contact_inboxes ci on ci.account_id = ${tx.accountId} and ci.id = i.contact_inbox_id
      union all
      select w.person, 0, ci.contact_id from wanted w
      join contact_inboxes ci on ci.account_id = ${tx.accountId} and ci.inbox_id = ${inboxId} and ci.source_id = w.value
      where w.kind = 'source'
      union all
      select w.person, 1, c.id from wanted w
      join contacts c on c.account_id = ${tx.accountId} and c.phone_number = w.value
      where w.kind = 'contact_phone'
      union all
      select w.person, 2, c.id from wanted w
      join contacts c on c.account_id = ${tx.accountId} and c.identifier = w.value
      where w.kind = 'contact_identifier'
    )
    select distinct on (m.person) m.person, m.rank = 0 as "isTaken", c.id as "contactId", c.name,
      c.group_type as "groupType", c.blocked
    from matched m
    join contacts c on c.account_id = ${tx.accountId} and c.id = m.contact_id
    order by m.person, m.rank, c.id`;
}

function contactNames(person: KnownAs, place: number) {
  const phones = person.phoneNumber ? phoneVariants(person.phoneNumber.slice(1)) : [];
  return [
    ...phones.map((digits) => ({ person: place, rank: 0, kind: "contact_phone", value: `+${digits}` })),
    ...(person.identifier ? [{ person: place, rank: 0, kind: "contact_identifier", value: person.identifier }] : []),
  ];
}
