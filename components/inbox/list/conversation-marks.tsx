"use client";

import { AlarmClock, CheckCheck, CircleDashed } from "lucide-react";
import { useFormatter } from "use-intl/react";
import { assigneeIdOf } from "#components/data/conversation-filter.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { useViewers } from "#components/realtime/use-viewers.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { PriorityMark } from "./priority-mark.tsx";

/** The last line: where it came from, labels, who takes care, state. */
export function ConversationMarks({
  conversation,
  inboxName,
}: {
  conversation: Conversation;
  inboxName: string | undefined;
}) {
  const t = useTexts("inbox.item");
  const assignee = assigneeIdOf(conversation) === null ? undefined : conversation.meta.assignee;
  const [label, ...more] = conversation.labels;
  const [viewer] = useViewers(conversation.id);
  return (
    <span className="flex h-5 min-w-0 items-center gap-1.5 text-xs text-faint compact:hidden">
      {inboxName ? <bdi className="min-w-0 truncate">{inboxName}</bdi> : null}
      {label ? (
        <bdi className="max-w-28 min-w-8 truncate rounded-sm border border-line bg-surface px-1.5 text-muted">
          {label}
        </bdi>
      ) : null}
      {more.length > 0 ? (
        <span className="shrink-0" title={more.join(", ")}>
          <span aria-hidden>+{more.length}</span>
          <span className="sr-only">{t("moreLabels", { count: more.length, labels: more.join(", ") })}</span>
        </span>
      ) : null}
      <span className="ms-auto flex shrink-0 items-center gap-1.5">
        {viewer ? (
          <span title={t("viewing", { name: viewer.name })} className="relative rounded-full ring-2 ring-accent">
            <Avatar size={20} name={viewer.name} id={`user-${viewer.id}`} src={viewer.avatar_url || null} />
            <span className="sr-only">{t("viewing", { name: viewer.name })}</span>
          </span>
        ) : null}
        <StatusMark conversation={conversation} />
        <PriorityMark priority={conversation.priority} />
        {assignee ? (
          <span title={t("assignedTo", { name: assignee.name })}>
            <Avatar size={20} name={assignee.name} id={`user-${assignee.id}`} src={assignee.thumbnail || null} />
            <span className="sr-only">{t("assignedTo", { name: assignee.name })}</span>
          </span>
        ) : null}
      </span>
    </span>
  );
}

function StatusMark({ conversation }: { conversation: Conversation }) {
  const t = useTexts("inbox.item");
  const format = useFormatter();
  const { status, snoozed_until } = conversation;
  if (status === "open") return null;
  const text =
    status === "snoozed" && snoozed_until
      ? t("snoozedUntil", {
          time: format.dateTime(new Date(snoozed_until), { dateStyle: "medium", timeStyle: "short" }),
        })
      : t(status);
  const Icon = status === "snoozed" ? AlarmClock : status === "pending" ? CircleDashed : CheckCheck;
  return (
    <span title={text}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{text}</span>
    </span>
  );
}
