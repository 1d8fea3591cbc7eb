import type { InfiniteData } from "@tanstack/react-query";
import type { Message } from "#server/domain/messages/contract.ts";

export const MESSAGES_PER_PAGE = 20;
/** What `after` brings at most (contract, messages §3). */
export const NEWER_MESSAGES_PER_PAGE = 100;

/** Where a page of a thread begins. All are message ids. */
export type ThreadCursor = { at: "end" } | { around: number } | { before: number } | { after: number };

export interface ThreadPage {
  /** Oldest first. */
  messages: Message[];
  hasOlder: boolean;
  hasNewer: boolean;
}

/** Newest page first: reading on means reading upwards. */
export type ThreadPages = InfiniteData<ThreadPage, ThreadCursor>;

/** The newest messages of a thread, as the first page of it. */
export function endPage(messages: Message[]): ThreadPage {
  return { messages, hasOlder: messages.length >= MESSAGES_PER_PAGE, hasNewer: false };
}

/** All messages, oldest first, each once. */
export function messagesOf(pages: Pick<ThreadPages, "pages">): Message[] {
  const messages = new Map<number, Message>();
  for (const page of pages.pages.toReversed()) for (const message of page.messages) messages.set(message.id, message);
  return [...messages.values()];
}

/** By time, then by id: the order of the server. */
export const compareMessages = (a: Message, b: Message): number => a.created_at_ms - b.created_at_ms || a.id - b.id;

export function olderCursor(page: ThreadPage | undefined): ThreadCursor | undefined {
  const oldest = page?.messages[0];
  return page?.hasOlder && oldest ? { before: oldest.id } : undefined;
}

export function newerCursor(page: ThreadPage | undefined): ThreadCursor | undefined {
  const newest = page?.messages.at(-1);
  return page?.hasNewer && newest ? { after: newest.id } : undefined;
}

/**
 * The thread with a message in its place. An older revision than the one held changes nothing; a message outside what
 * is loaded is left to the page it belongs to. `echo_id` of the row held is kept: only the first answer carries it.
 */
export function placeMessage(pages: ThreadPages, message: Message): ThreadPages {
  const holder = pages.pages.findIndex((page) => page.messages.some((held) => held.id === message.id));
  if (holder >= 0) return replaceMessage(pages, holder, message);
  const page = pageFor(pages, message);
  if (page < 0) return pages;
  return changePage(pages, page, (messages) => [...messages, message].sort(compareMessages));
}

/** The thread with some messages changed in place; the same object when nothing changed. */
export function mapMessages(pages: ThreadPages, change: (message: Message) => Message): ThreadPages {
  let isChanged = false;
  const changed = pages.pages.map((page) => ({
    ...page,
    messages: page.messages.map((message) => {
      const next = change(message);
      isChanged ||= next !== message;
      return next;
    }),
  }));
  return isChanged ? { ...pages, pages: changed } : pages;
}

function replaceMessage(pages: ThreadPages, page: number, message: Message): ThreadPages {
  const held = pages.pages[page]?.messages.find((candidate) => candidate.id === message.id);
  if (!held || held.revision > message.revision) return pages;
  const next = held.echo_id && !message.echo_id ? { ...message, echo_id: held.echo_id } : message;
  return changePage(pages, page, (messages) =>
    messages.map((candidate) => (candidate.id === message.id ? next : candidate)),
  );
}

/** Index of the page a new message falls into; -1 when it lies beyond what is loaded. */
function pageFor(pages: ThreadPages, message: Message): number {
  const newestPage = pages.pages[0];
  if (!newestPage) return -1;
  const last = pages.pages.length - 1;
  const isAfter = (page: ThreadPage) =>
    page.messages[0] !== undefined && compareMessages(page.messages[0], message) < 0;
  const page = pages.pages.findIndex(isAfter);
  if (page < 0) return pages.pages[last]?.hasOlder ? -1 : last;
  const newest = newestPage.messages.at(-1);
  const isNewest = page === 0 && newest !== undefined && compareMessages(newest, message) < 0;
  return isNewest && newestPage.hasNewer ? -1 : page;
}

function changePage(pages: ThreadPages, at: number, change: (messages: Message[]) => Message[]): ThreadPages {
  return {
    ...pages,
    pages: pages.pages.map((page, index) => (index === at ? { ...page, messages: change(page.messages) } : page)),
  };
}
