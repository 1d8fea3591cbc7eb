import type * as contract from "#server/domain/messages/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { api } from "./api.ts";
import { ApiError, isTemporary } from "./api-error.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { endpoint } from "./endpoint.ts";
import { messagesOf, type ThreadPages } from "./message-pages.ts";
import type { OutboxItem } from "./outbox-item.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import { patchMessage } from "./patch-message.ts";
import { randomId } from "./random-id.ts";

const createMessage = endpoint<typeof contract.createMessage>(
  "POST",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages",
);

/** Milliseconds between two attempts: doubled up to this. */
const LONGEST_PAUSE = 30_000;
const UPLOAD_TIMEOUT = 10 * 60_000;

/** A message as the composer hands it over. */
export interface Draftable {
  conversationId: number;
  content: string;
  isPrivate: boolean;
  contentAttributes?: Record<string, unknown>;
  templateParams?: Record<string, unknown>;
  files?: readonly File[];
  isRecordedAudio?: boolean;
}

export interface Outbox {
  /** Takes a message over; from now on it is kept until the server has it or a person discards it. */
  send: (message: Draftable) => OutboxItem;
  /** Tries a failed message again, with the same key. */
  retry: (echoId: string) => void;
  /** Gives a message up that is not on its way, and returns it, so that its text can go back to the composer. */
  discard: (echoId: string) => OutboxItem | null;
  /** Goes on at once with what waits for a connection. */
  wake: () => void;
  /** Ends the attempts; what waits stays stored. */
  stop: () => void;
}

/**
 * Sends messages strictly one after another per conversation. Each attempt carries the same `Idempotency-Key`, so a repeat
 * after a lost answer makes no second message. What the server refuses stays with its reason; everything else is repeated.
 */
export function createOutbox(cache: AccountCache, storage: OutboxStorage): Outbox {
  const key = conversationKeys.outbox(cache.accountId);
  const busy = new Set<number>();
  const pauses = new Set<() => void>();
  let isStopped = false;
  cache.client.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY, structuralSharing: false });

  const items = () => cache.client.getQueryData<readonly OutboxItem[]>(key) ?? [];
  const find = (echoId: string) => items().find((item) => item.echoId === echoId);
  const write = (next: readonly OutboxItem[]) => void cache.client.setQueryData(key, next);
  const update = (echoId: string, change: Partial<OutboxItem>) =>
    write(items().map((item) => (item.echoId === echoId ? { ...item, ...change } : item)));

  const drain = async (conversationId: number) => {
    if (busy.has(conversationId)) return;
    busy.add(conversationId);
    let failures = 0;
    for (;;) {
      const next = items().find((item) => item.conversationId === conversationId && item.state === "waiting");
      if (!next || isStopped) break;
      const pause = await attempt(next, failures);
      failures = pause === null ? 0 : failures + 1;
      if (pause !== null) await wait(pause);
    }
    busy.delete(conversationId);
  };

  /** Milliseconds to wait before the next attempt; null when this message is settled. */
  const attempt = async (item: OutboxItem, failures: number): Promise<number | null> => {
    update(item.echoId, { state: "sending", sentAfterId: item.sentAfterId ?? newestId(cache, item.conversationId) });
    try {
      const message = await post(cache.accountId, item);
      patchMessage(cache, { ...message, echo_id: item.echoId });
      return null;
    } catch (error) {
      if (!find(item.echoId)) return null;
      if (!(error instanceof ApiError)) throw error;
      if (!isWorthRepeating(error)) {
        const { code, message, requestId } = error;
        update(item.echoId, { state: "failed", failure: { code, message, requestId: requestId ?? undefined } });
        return null;
      }
      update(item.echoId, { state: "waiting" });
      return error.retryAfter ? error.retryAfter * 1000 : Math.min(1000 * 2 ** failures, LONGEST_PAUSE);
    }
  };

  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      pauses.add(end);
    });

  const wake = () => {
    for (const end of [...pauses]) end();
    for (const conversationId of new Set(items().map((item) => item.conversationId))) void drain(conversationId);
  };

  const unsubscribe = cache.client.getQueryCache().subscribe(({ type, query }) => {
    if (type === "updated" && query.queryKey.join() === key.join()) storage.save(items());
  });
  void storage.adopt().then((adopted) => {
    if (adopted.length === 0) return;
    write([...adopted, ...items()]);
    wake();
  });

  return {
    send: (message) => {
      const item = toItem(message);
      write([...items(), item]);
      void drain(item.conversationId);
      return item;
    },
    retry: (echoId) => {
      const item = find(echoId);
      if (item?.state !== "failed") return;
      write([...items().filter((other) => other !== item), { ...item, state: "waiting", failure: null }]);
      void drain(item.conversationId);
    },
    discard: (echoId) => {
      const item = find(echoId);
      if (!item || item.state === "sending") return null;
      write(items().filter((other) => other !== item));
      return item;
    },
    wake,
    stop: () => {
      isStopped = true;
      unsubscribe();
      for (const end of [...pauses]) end();
    },
  };
}

function toItem({
  conversationId,
  content,
  isPrivate,
  contentAttributes = {},
  templateParams,
  files = [],
  isRecordedAudio = false,
}: Draftable): OutboxItem {
  return {
    echoId: randomId(),
    conversationId,
    content,
    isPrivate,
    contentAttributes,
    ...(templateParams && { templateParams }),
    files: [...files],
    isRecordedAudio,
    createdAt: Date.now(),
    state: "waiting",
    failure: null,
    sentAfterId: null,
  };
}

function post(accountId: number, item: OutboxItem) {
  const hasFiles = item.files.length > 0;
  return api(
    createMessage,
    {
      account_id: accountId,
      conversation_id: item.conversationId,
      content: item.content,
      private: item.isPrivate,
      echo_id: item.echoId,
      ...(Object.keys(item.contentAttributes).length > 0 && { content_attributes: item.contentAttributes }),
      ...(item.templateParams && { template_params: item.templateParams }),
      ...(hasFiles && { attachments: item.files }),
      ...(item.isRecordedAudio && { is_recorded_audio: true }),
    },
    { idempotencyKey: item.echoId, timeout: hasFiles ? UPLOAD_TIMEOUT : undefined },
  );
}

/** Besides what is temporary: a first attempt that still runs, and a session that ended and can be opened again. */
const isWorthRepeating = (error: ApiError) =>
  isTemporary(error) || error.code === "conflict" || error.code === "unauthenticated";

function newestId({ client, accountId }: AccountCache, conversationId: number): number {
  const pages = client.getQueryData<ThreadPages>(conversationKeys.thread(accountId, conversationId, null));
  return pages ? Math.max(0, ...messagesOf(pages).map((message) => message.id)) : 0;
}
