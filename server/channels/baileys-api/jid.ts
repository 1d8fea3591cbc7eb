import type { InboundChat } from "../channel.ts";
import type { GroupPerson } from "../group-actions.ts";

/**
 * `source_id` of a chat: the part of the provider's id before the `@` (contract, groups §1). A person without a known number
 * keeps the suffix, because the bare digits would be taken for a number.
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
 * The provider's id of a `source_id`. Numbers have at most 15 digits (E.164); what is longer or has a hyphen is a group,
 * also where nobody says so.
 */
export function chatJid(to: string, isGroup = false): string {
  if (to.includes("@")) return to;
  const id = to.replace(/^\+/, "");
  return isGroup || id.includes("-") || id.length > 15 ? groupJid(id) : `${id}@s.whatsapp.net`;
}

export const groupJid = (id: string): string => (id.includes("@") ? id : `${id}@g.us`);

/** A person as calls name them: the hidden id first, because groups address their members by it. */
export function personJid({ lid, phone, providerId }: GroupPerson): string | undefined {
  if (lid) return `${lid.replace(/@.*$/, "")}@lid`;
  return phone ? phoneJid(phone) : providerId;
}

export const phoneJid = (phone: string): string => `${phone.replace(/\D/g, "")}@s.whatsapp.net`;
