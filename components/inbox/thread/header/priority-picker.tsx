"use client";

import { Flag, Minus } from "lucide-react";
import type { ConversationPriority } from "#components/data/conversation-filter.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { MenuEntry } from "#components/ui/menu-entries.tsx";
import { priorityMarks } from "../../priority-marks.ts";

interface PriorityPickerProps {
  priority: ConversationPriority | null;
  onChange: (priority: ConversationPriority | null) => void;
}

export function PriorityPicker({ priority, onChange }: PriorityPickerProps) {
  const t = useTexts("thread");
  const entry = usePriorityChoice({ priority, onChange });
  const { Icon, look } = priority ? priorityMarks[priority] : { Icon: Flag, look: "" };
  const label = `${t("header.priority")}: ${t(`priority.${priority ?? "none"}`)}`;
  return (
    <Menu
      align="end"
      entries={[entry]}
      trigger={<IconButton label={label} icon={<Icon aria-hidden className={look} />} />}
    />
  );
}

/** The choice as a part of any menu. */
export function usePriorityChoice({ priority, onChange }: PriorityPickerProps): MenuEntry {
  const t = useTexts("thread");
  const levels = ["urgent", "high", "medium", "low"] as const;
  return {
    kind: "choice",
    label: t("header.priority"),
    value: priority ?? "none",
    onChange: (value) => onChange(levels.find((level) => level === value) ?? null),
    options: [
      ...levels.map((level) => {
        const { Icon, look } = priorityMarks[level];
        return { value: level, label: t(`priority.${level}`), icon: <Icon aria-hidden className={look} /> };
      }),
      { value: "none", label: t("priority.none"), icon: <Minus aria-hidden /> },
    ],
  };
}
