import { type AccountContext, statements } from "../../platform/context.ts";
import type { ConnectedInbox } from "../inboxes/find-connected-inbox.ts";

/** `[@Name](mention://contact/7/Name)` (contract, messages §9). */
const MENTION = /\[@([^[\]\n]+)\]\(mention:\/\/(contact|user|team)\/(\d+)\/[^)\s]*\)/g;

/**
 * Mentions as the provider wants them: `@digits` in the text and the digits beside it. A contact without a number in this inbox, a
 * colleague or a team stays as `@Name`.
 */
export async function resolveMentions(
  ctx: AccountContext,
  inbox: ConnectedInbox,
  text: string,
): Promise<{ text: string; mentions: string[] }> {
  const ids = [...text.matchAll(MENTION)].filter((match) => match[2] === "contact").map((match) => Number(match[3]));
  if (ids.length === 0) return { text: text.replaceAll(MENTION, "@$1"), mentions: [] };
  const numbers = await numbersOf(ctx, inbox.id, ids);
  const mentions = new Set<string>();
  const resolved = text.replaceAll(MENTION, (_match, name: string, kind: string, id: string) => {
    const number = kind === "contact" ? numbers.get(Number(id)) : undefined;
    if (!number) return `@${name}`;
    mentions.add(number);
    return `@${number}`;
  });
  return { text: resolved, mentions: [...mentions] };
}

async function numbersOf(ctx: AccountContext, inboxId: number, contactIds: number[]): Promise<Map<number, string>> {
  const rows = await statements(ctx)<{ contactId: number; value: string }[]>`
    select distinct on (ci.contact_id) ci.contact_id as "contactId", i.value
    from contact_identities i
    join contact_inboxes ci on ci.account_id = i.account_id and ci.id = i.contact_inbox_id
    where i.account_id = ${ctx.accountId} and i.inbox_id = ${inboxId} and i.kind in ('phone', 'lid')
      and ci.contact_id = any(${contactIds}::bigint[])
    order by ci.contact_id, (i.kind = 'phone') desc`;
  return new Map(rows.map((row) => [row.contactId, row.value.replaceAll(/\D/g, "")]));
}
