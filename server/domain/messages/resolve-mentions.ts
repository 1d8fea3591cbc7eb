import type { Capabilities } from "../../channels/capabilities.ts";
import type { GroupPerson } from "../../channels/group-actions.ts";
import type { AccountContext } from "../../platform/context.ts";
import { addressContacts } from "../contacts/address-contacts.ts";
import type { ConnectedInbox } from "../inboxes/find-connected-inbox.ts";

/** `[@Name](mention://contact/7/Name)` (contract, messages §9). */
const MENTION = /\[@([^[\]\n]+)\]\(mention:\/\/(contact|user|team)\/(\d+)\/[^)\s]*\)/g;

/**
 * Mentions as the provider wants them: `@digits` in the text, and beside it the digits, with `@lid` where they are no number (contract,
 * groups §6). A contact whom the provider cannot be told of, a colleague or a team stays as `@Name`.
 */
export async function resolveMentions(
  ctx: AccountContext,
  inbox: ConnectedInbox,
  text: string,
): Promise<{ text: string; mentions: string[] }> {
  const ids = [...text.matchAll(MENTION)].filter((match) => match[2] === "contact").map((match) => Number(match[3]));
  if (ids.length === 0) return { text: text.replaceAll(MENTION, "@$1"), mentions: [] };
  const { mentionKey } = inbox.channel.capabilities(inbox.settings);
  const people = await addressContacts(
    ctx,
    inbox.id,
    ids.map((senderId) => ({ senderId })),
  );
  const mentions = new Set<string>();
  const resolved = text.replaceAll(MENTION, (_match, name: string, kind: string, id: string) => {
    const address = kind === "contact" ? addressOf(people.get(Number(id)), mentionKey) : undefined;
    if (!address) return `@${name}`;
    mentions.add(address);
    return `@${address.replace("@lid", "")}`;
  });
  return { text: resolved, mentions: [...mentions] };
}

function addressOf(person: GroupPerson | undefined, key: Capabilities["mentionKey"]): string | undefined {
  if (key === "lid" && person?.lid) return `${person.lid.replace(/\D/g, "")}@lid`;
  return person?.phone?.replace(/\D/g, "");
}
