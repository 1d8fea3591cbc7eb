"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { priorityMarks } from "../priority-marks.ts";

/** How urgent a conversation is, by shape and colour; nothing without priority. */
export function PriorityMark({ priority }: { priority: Conversation["priority"] }) {
  const t = useTexts("inbox.item");
  const names = useTexts("thread.priority");
  if (!priority) return null;
  const { Icon, look } = priorityMarks[priority];
  const text = t("priority", { priority: names(priority) });
  return (
    <span title={text}>
      <Icon aria-hidden className={classNames("size-4", look)} />
      <span className="sr-only">{text}</span>
    </span>
  );
}
