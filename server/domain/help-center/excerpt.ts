import { plainText, searchWords } from "./article-search.ts";
import { markdownText } from "./render-markdown.ts";

/** About two lines on a page. */
const LENGTH = 180;

/**
 * What a list tells of an article: the place where a word of the search stands, else the description, else how the text begins.
 *
 * @returns null when there is nothing to tell
 */
export function excerpt(article: { description: string | null; content: string | null }, query = ""): string | null {
  const words = searchWords(query);
  const text = words.length > 0 || !article.description ? markdownText(article.content ?? "") : "";
  const at = words.length > 0 ? placeOf(text, words) : -1;
  if (at > LENGTH - 40) return around(text, at);
  if (at < 0 && article.description) return cut(article.description);
  return cut(text) || article.description;
}

/** Where the first of the words begins a word of the text; -1 when none does. */
function placeOf(text: string, words: string[]): number {
  const plain = ` ${plainText(text)}`;
  const places = words.map((word) => plain.search(new RegExp(`[^\\p{L}\\p{N}]${word}`, "u"))).filter((at) => at >= 0);
  return places.length > 0 ? Math.min(...places) : -1;
}

function around(text: string, at: number): string {
  const begin = text.indexOf(" ", Math.max(0, at - 60)) + 1;
  return `… ${cut(text.slice(Math.min(begin, at)))}`;
}

function cut(text: string): string {
  if (text.length <= LENGTH) return text;
  const end = text.lastIndexOf(" ", LENGTH);
  return `${text.slice(0, end > 60 ? end : LENGTH)} …`;
}
