import type { InboundChat } from "../../channel.ts";
import type { InboundPerson } from "../../inbound-person.ts";
import { compact } from "../../json-fields.ts";
import { asText } from "./json-fields.ts";

/** What an id stands for: a person, a group, or something an inbox has no business with. */
export type Address =
  | { type: "person"; identity: InboundPerson["identities"][number] }
  | { type: "group"; id: string }
  | { type: "other"; what: "newsletter" | "broadcast" };

/**
 * Reads any id the provider uses: chat ids with suffix, bare digits of people (also with a device, `1202:11@…`), LIDs.
 *
 * @returns undefined when it is no id at all
 */
export function readAddress(value: unknown): Address | undefined {
  const text = asText(value)?.trim();
  if (!text || text.length > 100) return undefined;
  const [user = "", domain] = text.split("@", 2);
  const digits = user.replace(/^\+/, "").replace(/:\d+$/, "");
  if (domain === "newsletter") return { type: "other", what: "newsletter" };
  if (domain === "broadcast" || text === "stories" || text === "status") return { type: "other", what: "broadcast" };
  if (domain === "g.us" || (domain === undefined && /^\d{5,20}-\d{5,20}$/.test(digits)))
    return { type: "group", id: `${digits}@g.us` };
  if (digits === "") return undefined;
  if (domain === "lid") return { type: "person", identity: { kind: "lid", value: digits } };
  if (/^\d{7,15}$/.test(digits)) return { type: "person", identity: { kind: "phone", value: `+${digits}` } };
  return { type: "person", identity: { kind: "provider_id", value: text } };
}

/** The person behind the first usable of several ids; all of their identities are kept. */
export function readPerson(ids: unknown[], name?: string, avatarUrl?: string): InboundPerson | undefined {
  const identities: InboundPerson["identities"] = [];
  for (const id of ids) {
    const address = readAddress(id);
    if (address?.type !== "person") continue;
    const known = identities.some(
      ({ kind, value }) => kind === address.identity.kind && value === address.identity.value,
    );
    if (!known) identities.push(address.identity);
  }
  return identities.length > 0 ? compact({ identities, name, avatarUrl }) : undefined;
}

/** The chat of an id, or undefined when it is neither a person's nor a group's. */
export function readChat(id: unknown, name?: string): InboundChat | undefined {
  const address = readAddress(id);
  if (address?.type === "group") return compact({ type: "group" as const, id: address.id, name });
  if (address?.type !== "person") return undefined;
  return { type: "individual", person: compact({ identities: [address.identity], name }) };
}
