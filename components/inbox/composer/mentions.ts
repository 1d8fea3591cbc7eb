/** Somebody who may be mentioned. */
export interface Mention {
  /** A member of a group in replies, a colleague or a team in notes. */
  kind: "contact" | "user" | "team";
  id: number;
  name: string;
}

const WIRE = /\[@([^[\]\n]{1,200})\]\(mention:\/\/(contact|user|team)\/(\d{1,15})\/[^)\s]{0,600}\)/g;

/** The text as people read and write it: `@Ana` instead of the form that goes over the wire. */
export const toShown = (wire: string): string => wire.replace(WIRE, "@$1");

/** Who is mentioned in a text of the wire's form. */
export const mentionsOf = (wire: string): Mention[] =>
  [...wire.matchAll(WIRE)].map((match) => ({
    kind: match[2] as Mention["kind"],
    id: Number(match[3]),
    name: match[1] ?? "",
  }));

export const isSameMention = (one: Mention, other: Mention): boolean => one.kind === other.kind && one.id === other.id;

/**
 * The text as it goes over the wire: `[@Ana](mention://contact/7/Ana)` (contract, messages §9). A name that was changed by hand is no
 * mention any more; the longest name wins.
 */
export function toWire(shown: string, mentions: readonly Mention[]): string {
  const byName = new Map(mentions.map((mention) => [cleanName(mention.name), `${mention.kind}/${mention.id}`]));
  const names = [...byName.keys()].filter(Boolean).sort((a, b) => b.length - a.length);
  if (names.length === 0) return shown;
  const pattern = new RegExp(
    `@(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`,
    "gu",
  );
  return shown.replace(
    pattern,
    (_whole, name: string) => `[@${name}](mention://${byName.get(name)}/${encodeName(name)})`,
  );
}

/** Brackets and line breaks would end the form. */
export const cleanName = (name: string): string => name.replace(/[[\]\n]/g, "").trim();

/** `encodeURIComponent` leaves brackets alone and throws on half a character. */
const encodeName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(/[()]/g, (bracket) => `%${bracket.charCodeAt(0).toString(16)}`);

/** What stands between an `@` and the caret; null when no mention is being written there. */
export function mentionBeingWritten(shown: string, caret: number): { from: number; words: string } | null {
  const before = shown.slice(Math.max(0, caret - 60), caret);
  const match = /(?:^|[\s(])@([\p{L}\p{N}+_-]*(?: [\p{L}\p{N}+_-]+)?)$/u.exec(before);
  return match ? { from: caret - (match[1]?.length ?? 0) - 1, words: match[1] ?? "" } : null;
}
