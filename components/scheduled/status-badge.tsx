"use client";

import type { Texts } from "#components/i18n/messages.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { ScheduledMessage } from "#server/domain/scheduled-messages/contract.ts";

type Status = keyof Texts["scheduled"]["status"];

const tones: Record<Status, Tone> = {
  draft: "neutral",
  pending: "accent",
  sent: "success",
  failed: "danger",
  active: "accent",
  completed: "success",
  cancelled: "neutral",
  replied: "warning",
  held: "warning",
};

/** The state as people see it: also why a message does not go out. */
export function statusOf(message: Pick<ScheduledMessage, "status" | "is_held" | "cancelled_at">): Status {
  if (message.status === "draft" && message.cancelled_at !== null) return "replied";
  return message.is_held ? "held" : message.status;
}

export function StatusBadge({ status }: { status: Status }) {
  const t = useTexts("scheduled.status");
  return <Badge tone={tones[status]}>{t(status)}</Badge>;
}
