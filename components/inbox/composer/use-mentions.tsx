"use client";

import { type RefObject, useId, useState } from "react";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";
import { MentionList } from "./mention-list.tsx";
import type { useComposerText } from "./use-composer-text.ts";
import { useMentionList } from "./use-mention-list.ts";

interface Mentions {
  conversation: Conversation;
  /** Null for notes. */
  capabilities: WireCapabilities | null;
  text: ReturnType<typeof useComposerText>;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The list behind an `@` in a reply to a group, and what the field must say about it to screen readers. */
export function useMentions({ conversation, capabilities, text, field }: Mentions) {
  const id = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const canMention = conversation.group_type === "group" && capabilities?.mentions === true;
  const list = useMentionList({
    groupId: canMention ? conversation.meta.sender.id : null,
    shown: text.shown,
    caret,
    onMention: (from, to, member) => text.mention(from, to, member.contact),
  });
  const { isOpen, members, words, active } = list;
  const attributes = {
    "aria-autocomplete": "list" as const,
    "aria-haspopup": "listbox" as const,
    "aria-controls": isOpen ? id : undefined,
    "aria-activedescendant": isOpen && members.length > 0 ? `${id}-${active}` : undefined,
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
        members={members}
        active={active}
        words={words}
        onChoose={list.choose}
        onHover={list.setActive}
      />
    ) : null,
  };
}
