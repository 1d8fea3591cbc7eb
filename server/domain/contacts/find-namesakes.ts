import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { Identity, KnownAs } from "./inbound-contact.ts";
import { phoneVariants } from "./phone-numbers.ts";

/** A contact that goes by a number or LID of somebody, in whichever inbox. */
export interface Namesake {
  /** Place in the list that was asked for. */
  person: number;
  id: number;
  /** Digits of every number it has. */
  phones: string[];
  lids: string[];
}

/** Number, in all its forms, and LID of a person: the names that mean the same person in every inbox. */
export function linkedNames(person: KnownAs): Identity[] {
  return person.identities.flatMap(({ kind, value }): Identity[] => {
    if (kind === "phone") return phoneVariants(value).map((form) => ({ kind, value: form }));
    return kind === "lid" ? [{ kind, value }] : [];
  });
}

/** Contacts that some people may be, by their names in any inbox, by their phone number, and by an identifier that is a LID. */
export async function findNamesakes(tx: Tx, people: KnownAs[]): Promise<Namesake[]> {
  const wanted = people.flatMap((person, place) => linkedNames(person).map((name) => ({ person: place, ...name })));
  countStatement();
  const rows = await tx.sql<{ person: number; id: number; names: string[] }[]>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w (person int, kind text, value text)
    ), found as (
      select w.person, ci.contact_id as id
      from wanted w
      join inboxes on inboxes.account_id = ${tx.accountId}
      join contact_identities i on i.account_id = ${tx.accountId} and i.inbox_id = inboxes.id
        and i.kind = w.kind and i.value = w.value
      join contact_inboxes ci on ci.account_id = ${tx.accountId} and ci.id = i.contact_inbox_id
      union
      select w.person, c.id from wanted w
      join contacts c on c.account_id = ${tx.accountId} and c.phone_number = '+' || w.value
      where w.kind = 'phone'
      union
      select w.person, c.id from wanted w
      join contacts c on c.account_id = ${tx.accountId} and c.identifier = w.value || '@lid'
      where w.kind = 'lid'
    )
    select f.person, c.id, array(
      select i.kind || ':' || i.value
      from contact_inboxes ci
      join contact_identities i on i.account_id = ci.account_id and i.contact_inbox_id = ci.id and i.kind in ('phone', 'lid')
      where ci.account_id = ${tx.accountId} and ci.contact_id = c.id
      union
      select 'phone:' || substr(c.phone_number, 2) where c.phone_number is not null
      union
      select 'lid:' || split_part(c.identifier, '@', 1) where c.identifier like '%@lid'
    ) as names
    from found f
    join contacts c on c.account_id = ${tx.accountId} and c.id = f.id and c.group_type = 'individual'
    order by f.person, c.id`;
  const ofKind = (names: string[], kind: string) =>
    names.flatMap((name) => (name.startsWith(`${kind}:`) ? [name.slice(kind.length + 1)] : []));
  return rows.map(({ person, id, names }) => ({
    person,
    id,
    phones: ofKind(names, "phone"),
    lids: ofKind(names, "lid"),
  }));
}
