import type { InboundChat } from "../channel.ts";

/**
 * `source_id` of a chat: the part of the provider's id before the `@` (contract, groups §1). Only an id that is neither
 * number nor group keeps its suffix, because bare digits would be taken for a number.
 */
export function sourceId(chat: InboundChat): string {
  if (chat.type === "group") return chat.id.replace(/@g\.us$/, "");
  const find = (kind: string) => chat.person.identities.find((identity) => identity.kind === kind)?.value;
  const phone = find("phone");
  if (phone) return phone.replace(/^\+/, "");
  const lid = find("lid");
  return lid ? `${lid}@lid` : (chat.person.identities[0]?.value ?? "");
}

/**
 * The provider's chat id of a `source_id`. Numbers have at most 15 digits (E.164); what is longer or has a hyphen is a
 * group, also where nobody says so.
 */
export function chatId(to: string, isGroup = false): string {
  if (to.includes("@")) return to;
  const id = to.replace(/^\+/, "");
  return isGroup || id.includes("-") || id.length > 15 ? `${id}@g.us` : `${id}@s.whatsapp.net`;
}
