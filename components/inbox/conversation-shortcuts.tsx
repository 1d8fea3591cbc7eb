"use client";

import { useConversation } from "#components/data/conversations.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { ActDialog } from "./list/act-dialogs.tsx";
import { useActsOn } from "./thread/header/use-conversation-acts.ts";
import { useShortcuts } from "./use-shortcuts.ts";

interface ConversationShortcutsProps {
  conversationId: number;
  onDialog: (dialog: ActDialog, conversation: Conversation) => void;
  onNext: () => void;
  onTogglePanel: () => void;
}

/** The keys that act on the open conversation. */
export function ConversationShortcuts({ conversationId, onDialog, onNext, onTogglePanel }: ConversationShortcutsProps) {
  const { data: conversation } = useConversation(conversationId);
  const actsOn = useActsOn();
  const on = (work: (acts: ReturnType<typeof actsOn>, open: Conversation) => unknown) => () => {
    if (conversation) work(actsOn(conversation), conversation);
  };
  const choose = (dialog: ActDialog) => on((_acts, open) => onDialog(dialog, open));
  useShortcuts({
    resolve: on((acts, { status }) => acts.setStatus(status === "resolved" ? "open" : "resolved")),
    resolveAndNext: on((acts, { status }) => {
      if (status !== "resolved") void acts.setStatus("resolved");
      onNext();
    }),
    snooze: choose("snooze"),
    assign: choose("assign"),
    labels: choose("labels"),
    priority: choose("priority"),
    assignToMe: on((acts) => acts.assign(acts.me)),
    markUnread: on((acts) => acts.markUnread()),
    panel: onTogglePanel,
  });
  return null;
}
