import type { InfiniteData } from "@tanstack/react-query";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { type ConversationFilter, compareBy, matchesFilter } from "./conversation-filter.ts";

export const CONVERSATIONS_PER_PAGE = 25;

/** Rows as they were fetched, or as they were put in place since: then the first page holds all of them. */
export interface ConversationPage {
  rows: Conversation[];
  /** Nothing comes after this page. */
  isLast: boolean;
}

export type ConversationPages = InfiniteData<ConversationPage, number>;

export function pageOf(rows: Conversation[]): ConversationPage {
  return { rows, isLast: rows.length < CONVERSATIONS_PER_PAGE };
}

/** All rows, each once: pages overlap when the list has moved between two fetches. */
export function rowsOf(pages: Pick<ConversationPages, "pages">): Conversation[] {
  const rows = new Map<number, Conversation>();
  for (const page of pages.pages) for (const row of page.rows) if (!rows.has(row.id)) rows.set(row.id, row);
  return [...rows.values()];
}

export const isComplete = (pages: ConversationPages): boolean => pages.pages.at(-1)?.isLast ?? false;

/**
 * Number of the page to ask for next; undefined at the end. Counted from the rows we hold, so that rows which left or
 * came meanwhile neither hide a row nor are asked for twice; a page that brought nothing new is not asked for again.
 */
export function nextPageNumber(pages: ConversationPage[], numbers: number[]): number | undefined {
  const last = pages.at(-1);
  if (!last || last.isLast) return undefined;
  const before = rowsOf({ pages: pages.slice(0, -1) }).length;
  const held = rowsOf({ pages }).length;
  const wanted = Math.floor(held / CONVERSATIONS_PER_PAGE) + 1;
  const repeated = held === before && last.rows.length > 0;
  return repeated ? Math.max(wanted, (numbers.at(-1) ?? 0) + 1) : wanted;
}

interface Placing {
  filter: ConversationFilter;
  /** Id of the user who looks. */
  me: number;
  conversation: Conversation;
}

/**
 * The list with a conversation put where it belongs now: in, out, or elsewhere. An older revision than the one held
 * changes nothing. A row that belongs behind the last one loaded is left to the next page.
 */
export function placeConversation(pages: ConversationPages, { filter, me, conversation }: Placing): ConversationPages {
  const rows = rowsOf(pages);
  const at = rows.findIndex((row) => row.id === conversation.id);
  const held = rows[at];
  // Whether it is among one's own only the server knows; what it has shown stays while the rest of the filter fits.
  if (filter.type && filter.type !== "unattended" && !held) return pages;
  if (held && held.revision > conversation.revision) return pages;
  if (!matchesFilter(filter, conversation, me)) return at < 0 ? pages : withRows(pages, rows.toSpliced(at, 1));
  if (at >= 0) rows.splice(at, 1);
  const compare = compareBy(filter.sort);
  const place = rows.findIndex((row) => compare(conversation, row) < 0);
  if (place < 0 && !isComplete(pages)) return at < 0 ? pages : withRows(pages, rows);
  return withRows(pages, rows.toSpliced(place < 0 ? rows.length : place, 0, conversation));
}

/** The list without a conversation. */
export function removeConversation(pages: ConversationPages, id: number): ConversationPages {
  const rows = rowsOf(pages);
  const left = rows.filter((row) => row.id !== id);
  return left.length === rows.length ? pages : withRows(pages, left);
}

/** The list with some rows changed in place, order untouched; the same object when nothing changed. */
export function mapConversations(
  pages: ConversationPages,
  change: (row: Conversation) => Conversation,
): ConversationPages {
  let isChanged = false;
  const changed = pages.pages.map((page) => ({
    ...page,
    rows: page.rows.map((row) => {
      const next = change(row);
      isChanged ||= next !== row;
      return next;
    }),
  }));
  return isChanged ? { ...pages, pages: changed } : pages;
}

function withRows(pages: ConversationPages, rows: Conversation[]): ConversationPages {
  return { ...pages, pages: pages.pages.map((page, index) => ({ ...page, rows: index === 0 ? rows : [] })) };
}
