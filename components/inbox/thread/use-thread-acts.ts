"use client";

import { useMemo } from "react";
import { useComposerMode, useDraftHandle } from "#components/data/drafts.ts";
import { retryMessage } from "#components/data/messages.ts";
import type { OutboxItem } from "#components/data/outbox-item.ts";
import { useOutbox } from "#components/data/outbox-provider.tsx";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { cleanName, toWire } from "../composer/mentions.ts";

/** What bubbles do beyond the thread: quote into the composer, mention, react, send again. The same object throughout. */
export function useThreadActs(conversationId: number) {
  const cache = useAccountCache();
  const outbox = useOutbox();
  const reply = useDraftHandle(conversationId, "reply");
  const note = useDraftHandle(conversationId, "note");
  const [, chooseMode] = useComposerMode(conversationId);
  return useMemo(
    () => ({
      quote: (message: Message) => {
        chooseMode("reply");
        reply.change({ quoteId: message.id });
      },
      mention: ({ id, name }: { id: number; name: string }) => {
        const { text } = reply.read();
        const gap = text === "" || /\s$/.test(text) ? "" : " ";
        chooseMode("reply");
        reply.change({ text: `${text}${gap}${toWire(`@${cleanName(name)}`, [{ kind: "contact", id, name }])} ` });
      },
      react: (message: Message, emoji: string) => {
        const contentAttributes = { in_reply_to: message.id, is_reaction: true };
        outbox?.send({ conversationId, content: emoji, isPrivate: false, contentAttributes });
      },
      retry: async (message: Message, item: OutboxItem | null) => {
        if (item) outbox?.retry(item.echoId);
        else await retryMessage(cache, message);
      },
      takeBack: (item: OutboxItem) => {
        const given = outbox?.discard(item.echoId);
        if (!given) return;
        const draft = given.isPrivate ? note : reply;
        const begun = draft.read();
        chooseMode(given.isPrivate ? "note" : "reply");
        draft.change({
          text: [given.content, begun.text].filter(Boolean).join("\n"),
          quoteId: begun.quoteId ?? (Number(given.contentAttributes.in_reply_to) || null),
          files: [...given.files, ...begun.files],
        });
      },
    }),
    [conversationId, cache, outbox, reply, note, chooseMode],
  );
}
