import type { InboundChat } from "../../channel.ts";
import type { InboundPerson } from "../../inbound-person.ts";
import { compact } from "../../json-fields.ts";
import { asText } from "./json-fields.ts";

type Identity = InboundPerson["identities"][number];

/** What an id stands for: a person, a group, or something an inbox has no business with. */
export type Address =
  | { type: "person"; identity: Identity }
  | { type: "group"; id: string }
  | { type: "other"; what: string };

/** Domains of people by the number they have, and by the hidden id that stands for it. */
const domains: Record<string, "phone" | "lid"> = {
  "s.whatsapp.net": "phone",
  "c.us": "phone",
  hosted: "phone",
  lid: "lid",
  "hosted.lid": "lid",
};

/**
 * Reads an id as the provider writes it: `<digits>@s.whatsapp.net`, `<digits>@lid` (both also with a device, `…:12@…`),
 * `<id>@g.us`, broadcasts, newsletters, bots.
 *
 * @returns undefined when it is no id at all
 */
export function readAddress(value: unknown): Address | undefined {
  const text = asText(value);
  const match = text && text.length <= 100 ? /^([\w.+-]+)(?::\d+)?@([a-z.]+)$/i.exec(text) : null;
  const [, user = "", domain = ""] = match ?? [];
  if (!match) return undefined;
  if (domain === "g.us") return /^\d{5,31}(-\d{1,20})?$/.test(user) ? { type: "group", id: `${user}@g.us` } : undefined;
  const kind = Object.hasOwn(domains, domain) ? domains[domain] : undefined;
  if (!kind) return { type: "other", what: domain };
  const digits = user.replace(/^\+/, "").replace(/[_.].*$/, "");
  if (kind === "phone" && digits === "0") return { type: "other", what: "WhatsApp itself" };
  if (kind === "phone")
    return /^\d{5,15}$/.test(digits) ? { type: "person", identity: { kind, value: `+${digits}` } } : undefined;
  return /^\d{1,31}$/.test(digits) ? { type: "person", identity: { kind, value: digits } } : undefined;
}

/** The person behind several ids that mean the same one; number first, because it names them for people. */
export function readPerson(ids: unknown[], name?: string): InboundPerson | undefined {
  const found = new Map<string, Identity>();
  for (const id of ids) {
    const address = readAddress(id);
    if (address?.type === "person") found.set(`${address.identity.kind}:${address.identity.value}`, address.identity);
  }
  const identities = [...found.values()].sort((one, other) => rank(one) - rank(other));
  return identities.length > 0 ? compact({ identities, name }) : undefined;
}

const rank = ({ kind }: Identity): number => (kind === "phone" ? 0 : 1);

/** The chat of an id and the other form of it; undefined when it is neither a person's nor a group's. */
export function readChat(id: unknown, other: unknown, name?: string): InboundChat | undefined {
  const address = readAddress(id);
  if (address?.type === "group") return { type: "group", id: address.id };
  if (address?.type !== "person") return undefined;
  const person = readPerson([id, other], name);
  return person && { type: "individual", person };
}

/** The group of an id. */
export function readGroupId(value: unknown): string | undefined {
  const address = readAddress(value);
  return address?.type === "group" ? address.id : undefined;
}

/** The key of a message: its id, chat, author. */
export const messageId = (value: unknown): string | undefined => {
  const id = asText(value);
  return id && id.length <= 255 && /^\S+$/.test(id) ? id : undefined;
};
