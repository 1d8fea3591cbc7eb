import type { InboundPerson } from "../../channels/inbound-person.ts";
import { digitsToE164, phoneVariants } from "./phone-numbers.ts";

export type Identity = InboundPerson["identities"][number];

/** Somebody who appears in what a provider sent, or a group. */
export interface InboundContact {
  /** What the channel's `sourceId` gives: the name of the contact inbox. */
  sourceId: string;
  groupType: "individual" | "group";
  /** Every name the provider has; any of them finds the contact. */
  identities: Identity[];
  name?: string;
  avatarUrl?: string;
  /** The contact's `identifier`; for people it follows from their LID (contract, groups §1). */
  identifier?: string;
}

/** The same after cleaning: nothing in it that cannot be stored or compared. */
export interface KnownAs {
  sourceId: string;
  groupType: "individual" | "group";
  identities: Identity[];
  /** Empty when unknown. */
  name: string;
  avatarUrl: string | null;
  phoneNumber: string | null;
  identifier: string | null;
  /** Places in the caller's list that mean this contact. */
  positions: number[];
}

/** Longest name and identifier (contract, conventions §4). */
const MAX_TEXT = 255;

/**
 * Cleans the people of a batch and makes one entry of those that share a name: a message that gives only a phone and one
 * that gives phone and LID mean the same contact. A later name wins over an earlier one.
 */
export function mergePeople(people: InboundContact[]): KnownAs[] {
  const byKey = new Map<string, KnownAs>();
  const merged = new Set<KnownAs>();
  people.forEach((person, position) => {
    const entry = clean(person, position);
    const same = new Set(keysOf(entry).flatMap((key) => byKey.get(key) ?? []));
    for (const other of same) {
      absorb(entry, other);
      merged.delete(other);
    }
    merged.add(entry);
    for (const key of keysOf(entry)) byKey.set(key, entry);
  });
  return [...merged];
}

/** Text that PostgreSQL can hold, without white space around it, cut to a column's length. */
export function storableText(text: string | null | undefined): string {
  return (text ?? "").replaceAll("\0", "").toWellFormed().trim().slice(0, MAX_TEXT).toWellFormed();
}

/** Phones and LIDs without what follows an `@`. */
function cleanIdentity({ kind, value }: Identity): Identity {
  const text = storableText(value);
  if (kind === "phone") return { kind, value: (text.split("@")[0] ?? "").replace(/\D/g, "") };
  return { kind, value: kind === "lid" ? (text.split("@")[0] ?? "") : text };
}

function clean(person: InboundContact, position: number): KnownAs {
  const identities = person.identities.map(cleanIdentity).filter((identity) => identity.value !== "");
  const phone = identities.find((identity) => identity.kind === "phone")?.value;
  const lid = identities.find((identity) => identity.kind === "lid")?.value;
  return {
    sourceId: storableText(person.sourceId),
    groupType: person.groupType,
    identities,
    name: storableText(person.name),
    avatarUrl: usableUrl(person.avatarUrl),
    phoneNumber: phone ? digitsToE164(phone) : null,
    identifier: storableText(person.identifier) || (lid ? `${lid}@lid` : null),
    positions: [position],
  };
}

/** Signed addresses are long; longer ones than this are no address of a picture. */
const usableUrl = (url: string | undefined): string | null =>
  url && url.length <= 4096 && URL.canParse(url) ? new URL(url).href : null;

const keysOf = (entry: KnownAs): string[] => [
  `source:${entry.sourceId}`,
  ...entry.identities.flatMap(({ kind, value }) =>
    (kind === "phone" ? phoneVariants(value) : [value]).map((form) => `${kind}:${form}`),
  ),
];

/** `entry` is the later one of the two. The first source id stays: it names the chat that is there already. */
function absorb(entry: KnownAs, earlier: KnownAs): void {
  const known = new Set(entry.identities.map(({ kind, value }) => `${kind}:${value}`));
  entry.identities.unshift(...earlier.identities.filter(({ kind, value }) => !known.has(`${kind}:${value}`)));
  entry.sourceId = earlier.sourceId;
  entry.name ||= earlier.name;
  entry.avatarUrl ??= earlier.avatarUrl;
  entry.phoneNumber = earlier.phoneNumber ?? entry.phoneNumber;
  entry.identifier = earlier.identifier ?? entry.identifier;
  entry.positions.unshift(...earlier.positions);
}
