"use client";

import { useRef, useState } from "react";
import { type ComposerMode, useDraft } from "#components/data/drafts.ts";
import { useTypingSignal } from "#components/realtime/use-typing.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";
import { useCollision } from "./use-collision.ts";
import { useComposerText } from "./use-composer-text.ts";
import { useFiles } from "./use-files.ts";
import { useSend } from "./use-send.ts";

/** Longest note (contract, messages §2). */
const MAX_NOTE = 150_000;

/** What lies over the field, or stands in its place; it is fetched when it is wanted. */
export type Layer = "voice" | "poll" | "template" | "review" | "edit" | "schedule" | null;

export interface WriterOptions {
  conversation: Conversation;
  mode: ComposerMode;
  /** Of the inbox; null while unknown. */
  capabilities: WireCapabilities | null;
}

export type Writer = ReturnType<typeof useWriter>;

/** What is being written in one mode of a conversation, and all that can be done with it. */
export function useWriter({ conversation, mode, capabilities }: WriterOptions) {
  const isNote = mode === "note";
  const field = useRef<HTMLTextAreaElement>(null);
  const [layer, show] = useState<Layer>(null);
  const { draft, change, clear } = useDraft(conversation.id, mode);
  const typing = useTypingSignal(conversation.id, isNote);
  const text = useComposerText({ draft, change, field });
  const files = useFiles({ draft, change, capabilities: isNote ? null : capabilities });
  const send = useSend({ conversationId: conversation.id, mode, draft, clear });
  const collision = useCollision(conversation, isNote || (draft.text === "" && draft.files.length === 0));
  const limit = maxLength(isNote, capabilities);
  const left = limit - draft.text.length;
  const isEmpty = draft.text.trim() === "" && draft.files.length === 0;
  const canSend = !isEmpty && left >= 0 && send.isReady;

  const close = () => show(null);
  const sendNow = () => {
    close();
    typing.stopped();
    files.forgetError();
    send.sendDraft();
    field.current?.focus();
  };
  return {
    ...{ isNote, draft, change, clear, text, files, typing, limit, left, isEmpty, canSend },
    /** The text area: caret and focus. */
    field,
    layer,
    show,
    close,
    /** What somebody else answered meanwhile. */
    missed: collision.reply,
    keepWriting: () => {
      collision.markRead();
      close();
    },
    sendNow,
    trySend: () => {
      if (!canSend) return;
      if (collision.reply) show("review");
      else sendNow();
    },
    sendPoll: send.sendPoll,
    sendVoice: (file: File) => {
      close();
      send.sendVoice(file);
      change({ quoteId: null });
    },
  };
}

function maxLength(isNote: boolean, capabilities: WireCapabilities | null): number {
  return isNote ? MAX_NOTE : (capabilities?.maxTextLength ?? MAX_NOTE);
}
