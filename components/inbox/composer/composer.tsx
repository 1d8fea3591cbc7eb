"use client";

import { useRef } from "react";
import { useConversation } from "#components/data/conversations.ts";
import { type ComposerMode, useComposerMode } from "#components/data/drafts.ts";
import { useInbox } from "#components/data/inboxes.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { ClosedNotice } from "./closed-notice.tsx";
import { CollisionNote } from "./collision-note.tsx";
import { windowEndsIn } from "./reply-state.ts";
import { useReplyState } from "./use-reply-state.ts";
import { WindowChip } from "./window-chip.tsx";
import { WriteBox } from "./write-box.tsx";

/** Where one answers the customer, or leaves a note for the team. Nothing to see while the conversation is not there. */
export function Composer({ conversationId }: { conversationId: number }) {
  const { data: conversation } = useConversation(conversationId);
  return conversation ? <OpenComposer key={conversationId} conversation={conversation} /> : null;
}

function OpenComposer({ conversation }: { conversation: Conversation }) {
  const t = useTexts("composer");
  const form = useRef<HTMLElement>(null);
  const [mode, chooseMode] = useComposerMode(conversation.id);
  const inbox = useInbox(conversation.inbox_id);
  const state = useReplyState(conversation);
  const endsIn = windowEndsIn(conversation, inbox, useNow());
  const { name } = conversation.meta.sender;
  const isNote = mode === "note";

  const go = (next: ComposerMode) => {
    chooseMode(next);
    requestAnimationFrame(() => form.current?.querySelector("textarea")?.focus());
  };
  useShortcuts({ reply: () => go("reply"), note: () => go("note") });

  return (
    <section
      ref={form}
      id="composer"
      aria-label={t("form", { name })}
      className={classNames(
        "relative shrink-0 border-t transition-colors has-[textarea:focus]:border-accent",
        isNote ? "border-note-line bg-bubble-note" : "border-line bg-surface",
        "pb-[env(safe-area-inset-bottom)]",
      )}
    >
      <div className="flex items-center gap-2 px-3 pt-1.5">
        <Modes mode={mode} onMode={go} />
        <span className="ms-auto flex min-w-0 items-center gap-2">
          <CollisionNote conversationId={conversation.id} />
          {!isNote && endsIn !== null && endsIn > 0 ? <WindowChip endsIn={endsIn} /> : null}
        </span>
      </div>
      {!isNote && state !== "open" ? (
        <ClosedNotice
          conversation={conversation}
          hasTemplates={inbox?.capabilities.templates === true}
          state={state}
          onNote={() => go("note")}
        />
      ) : (
        <WriteBox
          key={mode}
          conversation={conversation}
          mode={mode}
          capabilities={inbox?.capabilities ?? null}
          area={form}
        />
      )}
    </section>
  );
}

function Modes({ mode, onMode }: { mode: ComposerMode; onMode: (mode: ComposerMode) => void }) {
  const t = useTexts("composer");
  return (
    <fieldset aria-label={t("modes")} className="flex gap-1">
      {(["reply", "note"] as const).map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={mode === option}
          title={option === "reply" ? "Alt+L" : "Alt+P"}
          onClick={() => onMode(option)}
          className="min-h-7 rounded-md px-2.5 text-sm font-medium text-muted hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink aria-pressed:shadow-card touch:min-h-11"
        >
          {t(option)}
        </button>
      ))}
    </fieldset>
  );
}
