"use client";

import { CircleAlert, CircleCheck, CircleDashed, Link2, LoaderCircle, type LucideIcon, Unplug } from "lucide-react";
import { useTexts } from "../../i18n/use-texts.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import type { HealthState } from "./health-state.ts";

const looks: Record<HealthState, { tone: Tone; Icon: LucideIcon }> = {
  ok: { tone: "success", Icon: CircleCheck },
  waiting: { tone: "info", Icon: CircleDashed },
  linking: { tone: "warning", Icon: Link2 },
  connecting: { tone: "info", Icon: LoaderCircle },
  disconnected: { tone: "danger", Icon: Unplug },
  failing: { tone: "danger", Icon: CircleAlert },
  unknown: { tone: "neutral", Icon: CircleDashed },
};

/** How an inbox is: colour, shape and words say the same. */
export function HealthBadge({ state }: { state: HealthState }) {
  const t = useTexts("inboxes.health");
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(state)}
    </Badge>
  );
}
