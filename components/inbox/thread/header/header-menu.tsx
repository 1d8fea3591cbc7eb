"use client";

import { Ellipsis, Link2, MailOpen } from "lucide-react";
import type { ConversationPriority } from "#components/data/conversation-filter.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { MenuEntry } from "#components/ui/menu-entries.tsx";
import { useCopy } from "#components/ui/use-copy.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { usePriorityChoice } from "./priority-picker.tsx";

interface HeaderMenuProps {
  conversation: Conversation;
  onMarkUnread: () => void;
  onPriority: (priority: ConversationPriority | null) => void;
}

/** What is done more rarely with a conversation, and what narrow screens have no room for. */
export function HeaderMenu({ conversation, onMarkUnread, onPriority }: HeaderMenuProps) {
  const t = useTexts("thread.header");
  const copy = useCopy();
  const priority = usePriorityChoice({ priority: conversation.priority, onChange: onPriority });
  const copyLink = async () => {
    const url = new URL(
      `/app/accounts/${conversation.account_id}/conversations/${conversation.id}`,
      window.location.href,
    );
    await copy(url.href, t("linkCopied"));
  };
  const entries: MenuEntry[] = [
    { label: t("markUnread"), icon: <MailOpen aria-hidden />, shortcut: "U", onSelect: onMarkUnread },
    { label: t("copyLink"), icon: <Link2 aria-hidden />, onSelect: () => void copyLink() },
    { kind: "separator" },
    priority,
  ];
  return (
    <Menu align="end" entries={entries} trigger={<IconButton label={t("more")} icon={<Ellipsis aria-hidden />} />} />
  );
}
