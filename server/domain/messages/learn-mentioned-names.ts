import type { Tx } from "../../platform/database/transaction.ts";
import type { LoadedEvent, Subscriber } from "../../platform/events/subscriber.ts";
import { phoneVariants } from "../contacts/phone-numbers.ts";
import { mentionLink } from "./mention-link.ts";

/** Newest messages that are brought up to date when a name is learnt; older ones keep what they say. */
const MOST_MESSAGES = 200;

interface Named {
  contactId: number;
  name: string;
  inboxId: number;
  kind: "phone" | "lid";
  value: string;
}

interface MentioningRow {
  id: number;
  conversationId: number;
  content: string;
  contentAttributes: { mentioned_contacts?: unknown; mentioned_as?: unknown };
}

/**
 * Somebody who was only a number has a name now: the messages that mention them say it. Found by the number that the
 * provider gave, so texts that people of the team wrote stay as they wrote them.
 */
export const learnMentionedNames: Subscriber = {
  name: "mentioned_names",
  handles: ["contact.created", "contact.updated"],
  async consume(events, tx) {
    const ids = [...new Set(events.flatMap(namedContact))];
    if (ids.length === 0) return;
    const named = await tx.sql<Named[]>`
      select ci.contact_id as "contactId", c.name, i.inbox_id as "inboxId", i.kind, i.value
      from contact_inboxes ci
      join contacts c on c.account_id = ci.account_id and c.id = ci.contact_id and c.group_type = 'individual'
      join contact_identities i on i.account_id = ci.account_id and i.contact_inbox_id = ci.id and i.kind in ('phone', 'lid')
      where ci.account_id = ${tx.accountId} and ci.contact_id = any(${ids}::bigint[])`;
    for (const [inboxId, people] of Map.groupBy(named, (person) => person.inboxId)) {
      await renameIn(tx, inboxId, people);
    }
  },
};

function namedContact(event: LoadedEvent): number[] {
  if (event.type === "contact.created") return [event.data.contact_id];
  return event.type === "contact.updated" && event.data.changed?.name ? [event.data.contact_id] : [];
}

async function renameIn(tx: Tx, inboxId: number, people: Named[]): Promise<void> {
  const numbers = new Map(people.flatMap((person) => forms(person).map((form) => [form, person])));
  const rows = await tx.sql<MentioningRow[]>`
    select id, conversation_id as "conversationId", content, content_attributes as "contentAttributes" from messages
    where account_id = ${tx.accountId} and inbox_id = ${inboxId} and content is not null
      and content_attributes ? 'mentions' and (content_attributes -> 'mentions') ?| ${[...numbers.keys()]}::text[]
    order by id desc
    limit ${MOST_MESSAGES}
    for update`;
  const changed = rows.flatMap((row) => renamed(row, [...numbers.values()]) ?? []);
  if (changed.length === 0) return;
  await tx.sql`
    update messages m set content = r.content, revision = m.revision + 1, updated_at = now(),
      content_attributes = m.content_attributes || jsonb_build_object('mentioned_contacts', r.mentioned)
    from jsonb_to_recordset(${JSON.stringify(changed)}::text::jsonb) as r (id bigint, content text, mentioned jsonb)
    where m.account_id = ${tx.accountId} and m.id = r.id`;
  for (const row of changed) {
    tx.emit("message.updated", {
      message_id: row.id,
      conversation_id: row.conversationId,
      changed: { content: [row.before, row.content] },
    });
  }
}

/** The number in every form in which a provider may have mentioned it. */
function forms({ kind, value }: Named): string[] {
  const digits = value.replaceAll(/\D/g, "");
  if (kind === "lid") return [digits, `${digits}@lid`];
  return phoneVariants(digits).flatMap((form) => [form, `${form}@s.whatsapp.net`]);
}

function renamed(row: MentioningRow, people: Named[]) {
  let content = row.content;
  const held = row.contentAttributes.mentioned_contacts;
  const mentioned = new Set(Array.isArray(held) ? held.map(String) : []);
  for (const person of new Set(people)) {
    const digits = forms(person).map((form) => form.replace(/@.*$/, ""));
    // Our own number stays what screens know it by.
    if (digits.some((number) => number === row.contentAttributes.mentioned_as)) continue;
    const written = new RegExp(
      `\\[@[^[\\]\\n]+\\]\\(mention://contact/${person.contactId}/[^)\\s]*\\)|@(?:${digits.join("|")})(?!\\d)`,
      "g",
    );
    const next = content.replaceAll(written, () => mentionLink(person));
    if (next !== content || content.includes(mentionLink(person))) mentioned.add(String(person.contactId));
    content = next;
  }
  if (content === row.content) return null;
  return { id: row.id, conversationId: row.conversationId, before: row.content, content, mentioned: [...mentioned] };
}
