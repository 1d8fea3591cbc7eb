"use client";

import { type EmojiPickerListComponents, EmojiPicker as Picker } from "frimousse";
import { useLocale } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { fieldStyle } from "#components/ui/field-style.ts";

/** All emoji this browser can draw, by group and by word. Their names come from our own server. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const t = useTexts("composer");
  const language = useLocale().startsWith("pt") ? "pt" : "en";
  return (
    <Picker.Root
      locale={language}
      emojibaseUrl="/emoji"
      columns={8}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
      className="flex h-80 w-76 max-w-full flex-col"
    >
      <Picker.Search
        aria-label={t("emojiSearch")}
        placeholder={t("emojiSearch")}
        autoFocus
        className={`${fieldStyle} h-9 shrink-0`}
      />
      <Picker.Viewport className="relative mt-2 min-h-0 flex-1 outline-none">
        <Picker.Loading className="absolute inset-0 grid place-items-center text-sm text-muted">
          {t("emojiLoading")}
        </Picker.Loading>
        <Picker.Empty className="absolute inset-0 grid place-items-center text-sm text-muted">
          {t("emojiEmpty")}
        </Picker.Empty>
        <Picker.List className="select-none pb-1" components={parts} />
      </Picker.Viewport>
    </Picker.Root>
  );
}

const parts: EmojiPickerListComponents = {
  CategoryHeader: ({ category, ...props }) => (
    <div {...props} className="bg-raised px-1 py-1 text-xs font-medium text-faint first-letter:uppercase">
      {category.label}
    </div>
  ),
  Row: ({ children, ...props }) => <div {...props}>{children}</div>,
  Emoji: ({ emoji, ...props }) => (
    <button
      {...props}
      type="button"
      className="grid size-9 place-items-center rounded-md text-xl data-[active]:bg-hover"
    >
      {emoji.emoji}
    </button>
  ),
};
