"use client";

import { useViewer } from "#components/data/viewer.tsx";
import { useTexts } from "#components/i18n/use-texts.ts";
import type { ScheduledItem } from "./schedule-form.ts";

/** Who scheduled it. */
export function AuthorLine({ item }: { item: ScheduledItem }) {
  const t = useTexts("scheduled");
  return <p className="mt-1 text-sm text-muted">{t("by", { name: useAuthorName(item) })}</p>;
}

/** "You", a name, the rule, or that they are gone. */
export function useAuthorName(item: ScheduledItem): string {
  const t = useTexts("scheduled");
  const { profile } = useViewer();
  if (item.author_type === "User" && item.author_id === profile.id) return t("you");
  if (!item.author) return t("nobody");
  return "available_name" in item.author ? item.author.available_name : t("rule", { name: item.author.name });
}
