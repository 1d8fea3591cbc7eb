"use client";

import {
  AlarmClock,
  Check,
  CircleDashed,
  ExternalLink,
  Link2,
  Mail,
  MailOpen,
  RotateCcw,
  Signal,
  Tag,
  UserPlus,
  Users,
} from "lucide-react";
import { markConversationSeen } from "#components/data/conversation-changes.ts";
import { assigneeIdOf, type ConversationPriority } from "#components/data/conversation-filter.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import type { MenuEntry } from "#components/ui/menu-entries.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useCopy } from "#components/ui/use-copy.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useActsOn } from "../thread/header/use-conversation-acts.ts";
import type { ActDialog } from "./act-dialogs.tsx";

const priorities: readonly ConversationPriority[] = ["urgent", "high", "medium", "low"];

interface ItemEntriesOptions {
  hrefOf: (conversation: Conversation) => string;
  onDialog: (dialog: ActDialog, conversation: Conversation) => void;
}

/** What the context menu of a row offers. */
export function useItemEntries({ hrefOf, onDialog }: ItemEntriesOptions): (conversation: Conversation) => MenuEntry[] {
  const t = useTexts("inbox.acts");
  const names = useTexts("thread.priority");
  const sentences = useTexts("errorSentences");
  const cache = useAccountCache();
  const copy = useCopy();
  const actsOn = useActsOn();

  return (conversation) => {
    const acts = actsOn(conversation);
    const isDone = conversation.status === "resolved";
    const isUnread = conversation.unread_messages_count > 0;
    const read = async () => {
      try {
        await markConversationSeen(cache, conversation.id);
      } catch (error) {
        await toast(requestSentence(sentences, error), { tone: "danger" });
      }
    };
    const link = new URL(hrefOf(conversation), location.href).href;
    return [
      {
        kind: "link",
        label: t("openInTab"),
        icon: <ExternalLink aria-hidden />,
        href: hrefOf(conversation),
        newTab: true,
      },
      { label: t("copyLink"), icon: <Link2 aria-hidden />, onSelect: () => void copy(link, t("linkCopied")) },
      isUnread
        ? {
            label: t("markRead"),
            icon: <MailOpen aria-hidden />,
            onSelect: () => void read(),
          }
        : { label: t("markUnread"), icon: <Mail aria-hidden />, shortcut: "U", onSelect: () => void acts.markUnread() },
      { kind: "separator" },
      ...(assigneeIdOf(conversation) === null
        ? [
            {
              label: t("assignToMe"),
              icon: <UserPlus aria-hidden />,
              shortcut: "I",
              onSelect: () => void acts.assign(acts.me),
            },
          ]
        : []),
      {
        label: t("assign"),
        icon: <Users aria-hidden />,
        shortcut: "A",
        onSelect: () => onDialog("assign", conversation),
      },
      {
        label: t("labels"),
        icon: <Tag aria-hidden />,
        shortcut: "L",
        onSelect: () => onDialog("labels", conversation),
      },
      {
        kind: "sub",
        label: t("priority"),
        icon: <Signal aria-hidden />,
        entries: [
          {
            kind: "choice",
            label: t("priority"),
            value: conversation.priority ?? "",
            options: [
              ...priorities.map((value) => ({ value: value as string, label: names(value) })),
              { value: "", label: names("none") },
            ],
            onChange: (value) => void acts.setPriority(priorities.find((priority) => priority === value) ?? null),
          },
        ],
      },
      { kind: "separator" },
      {
        label: t("snooze"),
        icon: <AlarmClock aria-hidden />,
        shortcut: "Alt+M",
        onSelect: () => onDialog("snooze", conversation),
      },
      ...(conversation.status === "pending"
        ? []
        : [
            { label: t("pending"), icon: <CircleDashed aria-hidden />, onSelect: () => void acts.setStatus("pending") },
          ]),
      isDone
        ? {
            label: t("reopen"),
            icon: <RotateCcw aria-hidden />,
            shortcut: "E",
            onSelect: () => void acts.setStatus("open"),
          }
        : {
            label: t("resolve"),
            icon: <Check aria-hidden />,
            shortcut: "E",
            onSelect: () => void acts.setStatus("resolved"),
          },
    ];
  };
}
