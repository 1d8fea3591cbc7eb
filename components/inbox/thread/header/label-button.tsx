"use client";

import { Tag } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { LabelEditor } from "./label-editor.tsx";

export function LabelButton({ labels, onChange }: { labels: readonly string[]; onChange: (labels: string[]) => void }) {
  const t = useTexts("thread.header");
  const label = labels.length > 0 ? `${t("labels")}: ${labels.join(", ")}` : t("labels");
  return (
    <Popover
      label={t("labels")}
      align="end"
      className="w-80"
      trigger={
        <IconButton label={label} icon={<Tag aria-hidden className={labels.length > 0 ? "text-accent-ink" : ""} />} />
      }
    >
      <LabelEditor labels={labels} onChange={onChange} />
    </Popover>
  );
}
