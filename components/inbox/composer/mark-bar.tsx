"use client";

import { Bold, Code, Italic, List, Strikethrough } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Mark } from "./marks.ts";

const icons = { bold: Bold, italic: Italic, strike: Strikethrough, code: Code, list: List };
const keys: Partial<Record<Mark, string>> = { bold: "Ctrl+B", italic: "Ctrl+I" };

/** Marks around what is selected, in the dialect of the channel. */
export function MarkBar({ onMark }: { onMark: (mark: Mark) => void }) {
  const t = useTexts("composer.marks");
  return (
    <fieldset aria-label={t("label")} className="hidden items-center border-s border-line ps-1 lg:flex">
      {(Object.keys(icons) as Mark[]).map((mark) => {
        const Icon = icons[mark];
        return (
          <IconButton
            key={mark}
            size="small"
            label={t(mark)}
            shortcut={keys[mark]}
            icon={<Icon aria-hidden />}
            onClick={() => onMark(mark)}
          />
        );
      })}
    </fieldset>
  );
}
