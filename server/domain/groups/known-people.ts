import type { InboundPerson } from "../../channels/inbound-person.ts";
import { type AccountContext, statements } from "../../platform/context.ts";

export interface KnownPerson {
  contactId: number;
  name: string;
  avatarKey: string | null;
}

/**
 * Contacts under which an inbox knows people, without making new ones; one statement.
 *
 * @returns in the order of `people`; null for strangers
 */
export async function knownPeople(
  ctx: AccountContext,
  inboxId: number,
  people: InboundPerson[],
): Promise<(KnownPerson | null)[]> {
  const names = people.flatMap(({ identities }, place) =>
    identities.map(({ kind, value }, rank) => ({
      place,
      rank,
      kind,
      value: kind === "phone" ? value.replace(/\D/g, "") : value,
    })),
  );
  if (names.length === 0) return people.map(() => null);
  const rows = await statements(ctx)<(KnownPerson & { place: number })[]>`
    select distinct on (n.place) n.place, c.id as "contactId", c.name, c.avatar_key as "avatarKey"
    from jsonb_to_recordset(${JSON.stringify(names)}::text::jsonb) as n (place int, rank int, kind text, value text)
    join contact_identities i on i.account_id = ${ctx.accountId} and i.inbox_id = ${inboxId}
      and i.kind = n.kind and i.value = n.value
    join contact_inboxes ci on ci.account_id = i.account_id and ci.id = i.contact_inbox_id
    join contacts c on c.account_id = ci.account_id and c.id = ci.contact_id
    order by n.place, n.rank, ci.id`;
  const byPlace = new Map(rows.map(({ place, ...row }) => [place, row]));
  return people.map((_, place) => byPlace.get(place) ?? null);
}
