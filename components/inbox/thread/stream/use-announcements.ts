"use client";

import { useEffect, useRef, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { useAuthor, useContentWords } from "../bubble/message-summary.ts";

/** Messages that come within this time are announced together. */
const BATCH_MS = 1000;

/**
 * What a screen reader is told about messages that arrive while the thread is open: politely, together, and not while
 * the tab is in the background.
 *
 * @returns text for a live region
 */
export function useAnnouncements(messages: readonly Message[], isLoaded: boolean): string {
  const t = useTexts("thread.stream");
  const authorOf = useAuthor();
  const wordsOf = useContentWords();
  const [said, setSaid] = useState("");
  const newest = useRef<number | null>(null);
  const batch = useRef<Message[]>([]);
  const say = useRef<(news: Message[]) => string>(() => "");
  say.current = (news) => {
    const last = news[news.length - 1];
    if (!last) return "";
    const author = authorOf(last);
    return news.length === 1
      ? t("newMessage", { author, text: wordsOf(last).slice(0, 300) })
      : t("newMessages", { count: news.length, author });
  };

  useEffect(() => {
    if (!isLoaded) return;
    const last = messages[messages.length - 1]?.id ?? 0;
    const known = newest.current;
    newest.current = Math.max(known ?? 0, last);
    if (known === null || last <= known || document.visibilityState === "hidden") return;
    batch.current.push(...messages.filter((message) => message.id > known && message.message_type === 0));
    const timer = setTimeout(() => {
      const news = batch.current;
      batch.current = [];
      if (news.length > 0) setSaid(say.current(news));
    }, BATCH_MS);
    return () => clearTimeout(timer);
  }, [messages, isLoaded]);

  return said;
}
