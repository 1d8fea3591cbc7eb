"use client";

import { type QueryClient, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Message } from "#server/domain/messages/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import type { OutboxItem } from "./outbox-item.ts";
import { createOutboxStorage } from "./outbox-storage.ts";
import { randomId } from "./random-id.ts";
import { useAccountCache } from "./use-account-cache.ts";

const OutboxContext = createContext<Outbox | null>(null);

/** One outbox per account for as long as the page lives, whatever screens come and go. */
const outboxes = new WeakMap<QueryClient, Map<string, Outbox>>();

/** Everything that is sent inside goes through the outbox of this account and user. */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const cache = useAccountCache();
  const [outbox, setOutbox] = useState<Outbox | null>(null);
  useEffect(() => {
    const opened = outboxOf(cache);
    setOutbox(opened);
    window.addEventListener("online", opened.wake);
    return () => window.removeEventListener("online", opened.wake);
  }, [cache]);
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

function outboxOf(cache: AccountCache): Outbox {
  const opened = outboxes.get(cache.client) ?? new Map<string, Outbox>();
  outboxes.set(cache.client, opened);
  const owner = `${cache.me}.${cache.accountId}`;
  const outbox = opened.get(owner) ?? createOutbox(cache, createOutboxStorage(owner, randomId()));
  opened.set(owner, outbox);
  return outbox;
}

/** The outbox of this tab; null for the moment before the page works. */
export const useOutbox = (): Outbox | null => useContext(OutboxContext);

const none: readonly OutboxItem[] = [];

/**
 * What of a thread is not confirmed yet, in the order it was sent. An item whose message is already among `messages`, because
 * a page was fetched before its answer came, is left out: never two bubbles.
 */
export function usePendingMessages(conversationId: number, messages: readonly Message[]): readonly OutboxItem[] {
  const { accountId, me } = useAccountCache();
  const { data: items = none } = useQuery<readonly OutboxItem[]>({
    queryKey: conversationKeys.outbox(accountId),
    queryFn: () => none,
    enabled: false,
  });
  return useMemo(() => unconfirmed(items, { conversationId, messages, me }), [items, conversationId, messages, me]);
}

function unconfirmed(
  items: readonly OutboxItem[],
  thread: { conversationId: number; messages: readonly Message[]; me: number },
): readonly OutboxItem[] {
  const own = items.filter((item) => item.conversationId === thread.conversationId);
  return own.length === 0
    ? none
    : own.filter((item) => !thread.messages.some((message) => isMessageOf(message, item, thread.me)));
}

/** The fetched thread does not say which attempt a message came from; time of arrival, author and text do. */
function isMessageOf(message: Message, item: OutboxItem, me: number): boolean {
  if (message.echo_id !== undefined) return message.echo_id === item.echoId;
  return (
    item.state !== "failed" &&
    item.sentAfterId !== null &&
    message.id > item.sentAfterId &&
    message.message_type === 1 &&
    message.private === item.isPrivate &&
    message.sender?.type === "user" &&
    message.sender.id === me &&
    (message.content ?? "") === item.content &&
    (message.attachments?.length ?? 0) === item.files.length
  );
}
