"use client";

import { useCallback } from "react";
import type { ComposerMode, Draft } from "#components/data/drafts.ts";
import { useOutbox } from "#components/data/outbox-provider.tsx";
import type { NewPoll } from "./poll-dialog.tsx";

interface Send {
  conversationId: number;
  mode: ComposerMode;
  draft: Draft;
  clear: () => void;
}

/**
 * Hands messages to the outbox. The draft is empty at once, so a second click has nothing to send; what fails keeps its text and files
 * in its bubble.
 */
export function useSend({ conversationId, mode, draft, clear }: Send) {
  const outbox = useOutbox();
  const isPrivate = mode === "note";
  const quote = !isPrivate && draft.quoteId !== null ? { in_reply_to: draft.quoteId } : {};
  const sendDraft = () => {
    const content = draft.text.trim();
    if (!outbox || (content === "" && draft.files.length === 0)) return;
    clear();
    outbox.send({ conversationId, content, isPrivate, contentAttributes: quote, files: draft.files });
  };
  const sendVoice = (file: File) => {
    outbox?.send({
      conversationId,
      content: "",
      isPrivate,
      contentAttributes: quote,
      files: [file],
      isRecordedAudio: true,
    });
  };
  const sendPoll = useCallback(
    (poll: NewPoll) =>
      void outbox?.send({ conversationId, content: poll.title, isPrivate: false, contentAttributes: { poll } }),
    [outbox, conversationId],
  );
  return { isReady: outbox !== null, sendDraft, sendVoice, sendPoll };
}
