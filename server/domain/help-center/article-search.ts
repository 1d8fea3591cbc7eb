import { type SQL, sql } from "drizzle-orm";
import { articles } from "#db/schema/help-center.ts";

/** More words than anybody types; each costs a walk through the index. */
const MOST_WORDS = 12;

/**
 * A search for articles: every word must begin a word of title, description or text; marks and case do not matter (contract, help
 * center §4).
 *
 * @returns the condition and the rank; null when the text has no word
 */
export function articleSearch(text: string): { matches: SQL; rank: SQL } | null {
  const words = searchWords(text).slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  // Quoted, a word is nothing but a word to the parser.
  const query = sql`to_tsquery('simple', ${words.map((word) => `'${word}':*`).join(" & ")})`;
  return { matches: sql`${articles.search} @@ ${query}`, rank: sql`ts_rank(${articles.search}, ${query})` };
}

/** Words of a text as the index has them: small letters without marks. */
export const searchWords = (text: string): string[] =>
  plainText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** As `articles.search` is made: what may differ in how people type it is taken away, and no character more. */
export const plainText = (text: string): string =>
  text.toLowerCase().replace(/[áàâãäåéèêëíìîïóòôõöúùûüçñý]/g, (letter) => letter.normalize("NFD").charAt(0));
