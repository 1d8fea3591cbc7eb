"use client";

import { CircleAlert, Lock, Pencil, Reply } from "lucide-react";
import type { ReactNode } from "react";
import { useDraftText } from "#components/data/drafts.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { useTypists } from "#components/realtime/use-typing.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useContentWords } from "../thread/bubble/message-summary.ts";

/** One line about where a conversation stands: who types, what was begun, or what was said last. */
export function ConversationPreview({ conversation }: { conversation: Conversation }) {
  const typing = useTypingWords(conversation);
  const draft = useDraftText(conversation.id);
  const t = useTexts("inbox.item");
  if (typing) return <span className="truncate text-accent-ink italic">{typing}</span>;
  if (draft) {
    return (
      <Line icon={<Pencil aria-hidden className="text-accent-ink" />}>
        <span className="font-medium text-accent-ink">{t("draft")}</span> {draft}
      </Line>
    );
  }
  return <LastMessage conversation={conversation} />;
}

function LastMessage({ conversation }: { conversation: Conversation }) {
  const t = useTexts("inbox.item");
  const words = useContentWords();
  const message = conversation.last_non_activity_message ?? conversation.messages[0];
  if (!message) return <span className="truncate"> </span>;
  const text = words(message);
  if (message.status === "failed")
    return <Line icon={<CircleAlert className="text-danger-ink" aria-label={t("failed")} />}>{text}</Line>;
  if (message.private) return <Line icon={<Lock aria-label={t("note")} />}>{text}</Line>;
  if (message.message_type === 1)
    return <Line icon={<Reply aria-label={t("reply")} className="rtl:-scale-x-100" />}>{text}</Line>;
  const sender = conversation.group_type === "group" && message.message_type === 0 ? message.sender?.name : undefined;
  return (
    // Its own direction decides at which end a long text is cut.
    <span className="truncate" dir="auto">
      {sender ? <bdi>{sender}: </bdi> : null}
      {text}
    </span>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="flex min-w-0 items-center gap-1 [&>svg]:size-3.5 [&>svg]:shrink-0">
      {icon}
      <bdi className="truncate">{children}</bdi>
    </span>
  );
}

function useTypingWords({ id, meta }: Conversation): string | null {
  const t = useTexts("inbox.item");
  const typists = useTypists(id).filter(({ person }) => person.kind === "contact");
  const [first] = typists;
  if (!first) return null;
  if (typists.length > 1) return t("typingSeveral");
  const name = first.person.name || meta.sender.name;
  return first.state === "recording" ? t("recording", { name }) : t("typing", { name });
}
