import type { GroupPerson } from "../../channels/group-actions.ts";
import { type AccountContext, statements } from "../../platform/context.ts";

const fields = { phone: "phone", lid: "lid", provider_id: "providerId" } as const;

/**
 * How the provider of an inbox may be told of contacts, in one statement: every name it gave them there.
 *
 * @param senders  rows with a contact's id; null and repeats are fine
 * @returns by contact id; who has no name in this inbox is missing
 */
export async function addressContacts(
  ctx: AccountContext,
  inboxId: number,
  senders: { senderId: number | null }[],
): Promise<Map<number, GroupPerson>> {
  const ids = [...new Set(senders.flatMap(({ senderId }) => senderId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await statements(ctx)<{ contactId: number; kind: string; value: string }[]>`
    select ci.contact_id as "contactId", i.kind, i.value
    from contact_identities i
    join contact_inboxes ci on ci.account_id = i.account_id and ci.id = i.contact_inbox_id
    where i.account_id = ${ctx.accountId} and i.inbox_id = ${inboxId} and ci.contact_id = any(${ids}::bigint[])
    order by i.kind, i.value`;
  const people = new Map<number, GroupPerson>();
  for (const { contactId, kind, value } of rows) {
    const field = Object.hasOwn(fields, kind) ? fields[kind as keyof typeof fields] : undefined;
    if (!field) continue;
    const person = people.get(contactId) ?? {};
    person[field] ??= kind === "phone" ? `+${value.replace(/\D/g, "")}` : value;
    people.set(contactId, person);
  }
  return people;
}
