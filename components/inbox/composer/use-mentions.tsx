"use client";

import { type RefObject, useId, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";
import { MentionList } from "./mention-list.tsx";
import type { useComposerText } from "./use-composer-text.ts";
import { useMentionList } from "./use-mention-list.ts";

interface Mentions {
  conversation: Conversation;
  isNote: boolean;
  /** Of the inbox; null while unknown. */
  capabilities: WireCapabilities | null;
  text: ReturnType<typeof useComposerText>;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The list behind an `@`, of group members in replies and of colleagues and teams in notes, and what the field must say about it to screen readers. */
export function useMentions({ conversation, isNote, capabilities, text, field }: Mentions) {
  const t = useTexts("composer.mention");
  const id = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const inGroup = !isNote && conversation.group_type === "group" && capabilities?.mentions === true;
  const canMention = isNote || inGroup;
  const list = useMentionList({
    groupId: inGroup ? conversation.meta.sender.id : null,
    noteIn: isNote ? conversation.id : null,
    shown: text.shown,
    caret,
    onMention: (from, to, mention) => {
      // The list closes with the choice: the field tells where its caret is only with the next move.
      setCaret(null);
      text.mention(from, to, mention);
    },
  });
  const { isOpen, candidates, words, active } = list;
  const attributes = {
    "aria-autocomplete": "list" as const,
    "aria-haspopup": "listbox" as const,
    "aria-controls": isOpen ? id : undefined,
    "aria-activedescendant": isOpen && candidates.length > 0 ? `${id}-${active}` : undefined,
  };
  return {
    /** The caret is elsewhere now. */
    moved: () => {
      const element = field.current;
      setCaret(element && element.selectionStart === element.selectionEnd ? element.selectionStart : null);
    },
    onKeyDown: list.onKeyDown,
    attributes: canMention ? attributes : {},
    list: isOpen ? (
      <MentionList
        id={id}
        label={isNote ? t("team") : t("label")}
        none={isNote ? t("nobody", { words }) : t("none", { words })}
        candidates={candidates}
        active={active}
        onChoose={list.choose}
        onHover={list.setActive}
      />
    ) : null,
  };
}
