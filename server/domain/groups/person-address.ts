import type { GroupPerson } from "../../channels/group-actions.ts";
import type { InboundPerson } from "../../channels/inbound-person.ts";
import { toE164 } from "../contacts/phone-numbers.ts";

const LID = "@lid";
const PHONE = "@s.whatsapp.net";

/** How the contract writes somebody's address (groups §1): by number where one is known, else by LID. */
export function jidOf({ phone, lid, providerId }: GroupPerson): string {
  if (phone) return `${phone.replace(/\D/g, "")}${PHONE}`;
  return lid ? `${lid}${LID}` : (providerId ?? "");
}

/** Who is meant by an address as clients send it: digits with or without `+`, or an id with its suffix. */
export function personOf(address: string): GroupPerson | null {
  const text = address.trim();
  const [user = "", suffix] = text.split("@");
  if (suffix === "lid") return /^\d+$/.test(user) ? { lid: user } : null;
  if (suffix !== undefined && `@${suffix}` !== PHONE) return { providerId: text };
  const phone = toE164(user.replace(/[\s().-]/g, "").replace(/^\+?/, "+"));
  return phone ? { phone } : null;
}

/** The same person as inbound events name them; null when nothing is known of them. */
export function inboundPersonOf({ phone, lid, providerId }: GroupPerson, name?: string): InboundPerson | null {
  const identities: InboundPerson["identities"] = [
    ...(phone ? [{ kind: "phone" as const, value: phone }] : []),
    ...(lid ? [{ kind: "lid" as const, value: lid }] : []),
    ...(providerId ? [{ kind: "provider_id" as const, value: providerId }] : []),
  ];
  return identities.length > 0 ? { identities, ...(name ? { name } : {}) } : null;
}

/** Every name an inbound event gives somebody. */
export function groupPersonOf({ identities }: InboundPerson): GroupPerson {
  const find = (kind: string) => identities.find((identity) => identity.kind === kind)?.value;
  const [phone, lid, providerId] = [find("phone"), find("lid"), find("provider_id")];
  return {
    ...(phone && { phone: `+${phone.replace(/\D/g, "")}` }),
    ...(lid && { lid: lid.replace(LID, "") }),
    ...(providerId && { providerId }),
  };
}

/** Two names of one person? Any address in common is enough. */
export const isSamePerson = (one: GroupPerson, other: GroupPerson): boolean =>
  (one.phone !== undefined && one.phone === other.phone) ||
  (one.lid !== undefined && one.lid === other.lid) ||
  (one.providerId !== undefined && one.providerId === other.providerId);
