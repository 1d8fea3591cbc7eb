import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { moveToContactInbox } from "../conversations/hand-over-conversations.ts";
import { linkedNames } from "./find-namesakes.ts";
import type { KnownAs } from "./inbound-contact.ts";

/**
 * A person has one chat in an inbox. Of several contact inboxes that their number and LID lead to, all of one contact, one
 * stays, with all names and conversations: the one under the name that the channel uses now, else the oldest.
 *
 * @returns whether there was anything to unite
 */
export async function uniteContactInboxes(tx: Tx, person: KnownAs): Promise<boolean> {
  const rows = await namedContactInboxes(tx, person);
  const kept = new Map<number, { id: number; contactId: number }>();
  let hasUnited = false;
  for (const { id, inboxId, contactId } of rows) {
    const first = kept.get(inboxId);
    if (!first) kept.set(inboxId, { id, contactId });
    if (!first || first.contactId !== contactId) continue;
    await unite(tx, id, first.id);
    hasUnited = true;
  }
  return hasUnited;
}

function namedContactInboxes(tx: Tx, person: KnownAs) {
  countStatement();
  return tx.sql<{ id: number; inboxId: number; contactId: number }[]>`
    select ci.id, ci.inbox_id as "inboxId", ci.contact_id as "contactId"
    from contact_inboxes ci
    where ci.account_id = ${tx.accountId} and ci.id in (
      select i.contact_inbox_id
      from jsonb_to_recordset(${JSON.stringify(linkedNames(person))}::text::jsonb) as n (kind text, value text)
      join inboxes on inboxes.account_id = ${tx.accountId}
      join contact_identities i on i.account_id = ${tx.accountId} and i.inbox_id = inboxes.id
        and i.kind = n.kind and i.value = n.value)
    order by ci.source_id = ${person.sourceId} desc, ci.id
    for update`;
}

async function unite(tx: Tx, from: number, to: number): Promise<void> {
  await moveToContactInbox(tx, { from, to });
  countStatement();
  await tx.sql`
    update contact_identities set contact_inbox_id = ${to}
    where account_id = ${tx.accountId} and contact_inbox_id = ${from}`;
  countStatement();
  await tx.sql`delete from contact_inboxes where account_id = ${tx.accountId} and id = ${from}`;
}
