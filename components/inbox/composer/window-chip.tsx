"use client";

import { Hourglass } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Badge } from "#components/ui/badge.tsx";

const MINUTE = 60_000;
/** Below this it turns amber. */
const SOON = 120 * MINUTE;

/** How long free text is still accepted. @param endsIn  milliseconds */
export function WindowChip({ endsIn }: { endsIn: number }) {
  const t = useTexts("composer.window");
  const minutes = Math.ceil(endsIn / MINUTE);
  const time =
    minutes >= 60
      ? t("hours", { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) })
      : t("minutes", { minutes: String(minutes) });
  return (
    <span data-testid="window-chip">
      <Badge tone={endsIn < SOON ? "warning" : "neutral"} icon={<Hourglass aria-hidden />}>
        {t("left", { time })}
      </Badge>
    </span>
  );
}
