"use client";

import { useCallback, useMemo, useRef } from "react";
import { useComposerMode, useDraft } from "#components/data/drafts.ts";
import { retryMessage } from "#components/data/messages.ts";
import type { OutboxItem } from "#components/data/outbox-item.ts";
import { useOutbox } from "#components/data/outbox-provider.tsx";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { cleanName, toWire } from "../composer/mentions.ts";

/** What bubbles do beyond the thread: quote into the composer, react, send again. */
export function useThreadActs(conversationId: number) {
  const cache = useAccountCache();
  const outbox = useOutbox();
  const { draft, change } = useDraft(conversationId, "reply");
  const written = useRef(draft.text);
  written.current = draft.text;
  const note = useDraft(conversationId, "note");
  const [, chooseMode] = useComposerMode(conversationId);

  const quote = useCallback(
    (message: Message) => {
      chooseMode("reply");
      change({ quoteId: message.id });
    },
    [change, chooseMode],
  );
  const mention = useCallback(
    ({ id, name }: { id: number; name: string }) => {
      const before = written.current;
      chooseMode("reply");
      change({
        text: `${before}${before === "" || /\s$/.test(before) ? "" : " "}${toWire(`@${cleanName(name)}`, [{ id, name }])} `,
      });
    },
    [change, chooseMode],
  );
  const react = useCallback(
    (message: Message, emoji: string) =>
      void outbox?.send({
        conversationId,
        content: emoji,
        isPrivate: false,
        contentAttributes: { in_reply_to: message.id, is_reaction: true },
      }),
    [outbox, conversationId],
  );
  const retry = useCallback(
    async (message: Message, item: OutboxItem | null) => {
      if (item) outbox?.retry(item.echoId);
      else await retryMessage(cache, message);
    },
    [cache, outbox],
  );
  const changeNote = note.change;
  const takeBack = useCallback(
    (item: OutboxItem) => {
      const given = outbox?.discard(item.echoId);
      if (!given) return;
      chooseMode(given.isPrivate ? "note" : "reply");
      const put = given.isPrivate ? changeNote : change;
      put({ text: given.content, quoteId: Number(given.contentAttributes.in_reply_to) || null, files: given.files });
    },
    [outbox, chooseMode, changeNote, change],
  );
  return useMemo(() => ({ quote, mention, react, retry, takeBack }), [quote, mention, react, retry, takeBack]);
}
