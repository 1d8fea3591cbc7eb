import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { phoneVariants } from "../contacts/phone-numbers.ts";
import { mentionLink } from "./mention-link.ts";

/** A message before it is written. */
export interface MentioningRow {
  content: string | null;
  content_attributes: Record<string, unknown>;
}

interface Known {
  digits: string;
  contactId: number;
  name: string;
  phone: string | null;
}

/**
 * Puts links to contacts where a provider's text has `@digits` (contract, groups §6). Who is no contact here stays as written;
 * our own number is named in `mentioned_as`, so that screens can say "You". One statement, and none without mentions.
 *
 * @param inboxId  where the messages came in
 */
export async function resolveInboundMentions(tx: Tx, inboxId: number, rows: MentioningRow[]): Promise<void> {
  const mentioning = rows.filter((row) => mentionedNumbers(row).length > 0);
  if (mentioning.length === 0) return;
  const numbers = [...new Set(mentioning.flatMap(mentionedNumbers))];
  const { known, own } = await findMentioned(tx, inboxId, numbers);
  for (const row of mentioning) applyMentions(row, known, own);
}

/** Digits of those whom a stored message mentions. */
const mentionedNumbers = (row: MentioningRow): string[] => {
  const { mentions } = row.content_attributes;
  return Array.isArray(mentions) ? mentions.filter((value) => typeof value === "string").map(digitsOf) : [];
};

const digitsOf = (value: string): string => value.replace(/@.*$/, "").replaceAll(/\D/g, "");

/** Each name is replaced once for each time its digits stand in the text; who was found is remembered in either case. */
function applyMentions(row: MentioningRow, known: readonly Known[], own: string | null): void {
  const numbers = mentionedNumbers(row);
  const ownAs = own === null ? undefined : ownDigits(numbers, known, phoneVariants(digitsOf(own)));
  // In groups our own number is a member like any other.
  const contacts = known.filter((person) => numbers.includes(person.digits) && person.digits !== ownAs);
  for (const person of contacts) {
    row.content = row.content?.replaceAll(new RegExp(`@${person.digits}(?!\\d)`, "g"), mentionLink(person)) ?? null;
  }
  const ids = [...new Set(contacts.map((person) => String(person.contactId)))];
  if (ids.length > 0) row.content_attributes = { ...row.content_attributes, mentioned_contacts: ids };
  if (ownAs) row.content_attributes = { ...row.content_attributes, mentioned_as: ownAs };
}

/** How a text names our own number: by its digits, or by the hidden id of the contact that has them. */
function ownDigits(numbers: string[], known: readonly Known[], own: string[]): string | undefined {
  const isOurs = ({ phone }: Known) => phone !== null && own.includes(digitsOf(phone));
  return (
    numbers.find((number) => own.includes(number)) ??
    known.find((person) => numbers.includes(person.digits) && isOurs(person))?.digits
  );
}

async function findMentioned(
  tx: Tx,
  inboxId: number,
  numbers: string[],
): Promise<{ known: Known[]; own: string | null }> {
  // Stored are bare digits of phones and LIDs.
  const wanted = numbers.flatMap((digits) => phoneVariants(digits).map((value) => ({ digits, value })));
  countStatement();
  const rows = await tx.sql<(Known & { own: string | null })[]>`
    with wanted as (
      select digits, value from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w (digits text, value text)
    )
    select i.own, k.digits, k."contactId", k.name, k.phone
    from (select nullif(settings ->> 'phone_number', '') as own from inboxes
      where account_id = ${tx.accountId} and id = ${inboxId}) i
    left join lateral (
      select distinct on (w.digits) w.digits, c.id as "contactId", c.name, c.phone_number as phone
      from wanted w
      join contact_identities x on x.account_id = ${tx.accountId} and x.inbox_id = ${inboxId}
        and x.kind in ('phone', 'lid') and x.value = w.value
      join contact_inboxes ci on ci.account_id = x.account_id and ci.id = x.contact_inbox_id
      join contacts c on c.account_id = ci.account_id and c.id = ci.contact_id
      order by w.digits, c.id
    ) k on true`;
  return {
    own: rows[0]?.own ?? null,
    known: rows
      .filter((row) => row.contactId !== null)
      .map(({ digits, contactId, name, phone }) => ({ digits, contactId, name, phone })),
  };
}
