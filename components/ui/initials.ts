/** Up to two letters that stand for a name; empty when it has none, as a phone number. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{M}][\p{L}\p{M}\p{N}'’.]*/gu) ?? [];
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last].map((word) => (word ? firstLetter(word) : "")).join("");
}

function firstLetter(word: string): string {
  return (word.match(/^\p{L}\p{M}*/u)?.[0] ?? "").toLocaleUpperCase();
}
