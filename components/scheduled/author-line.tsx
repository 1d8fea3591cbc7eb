"use client";

import { useViewer } from "#components/data/viewer.tsx";
import { useTexts } from "#components/i18n/use-texts.ts";
import type { ScheduledItem } from "./schedule-form.ts";

/** Who scheduled it. */
export function AuthorLine({ item }: { item: ScheduledItem }) {
  return <p className="mt-1 text-sm text-muted">{useAuthorWords(item)}</p>;
}

/** "By you", or by a colleague, by a rule, or by somebody who is gone. */
export function useAuthorWords(item: ScheduledItem): string {
  const t = useTexts("scheduled");
  const { profile } = useViewer();
  if (item.author_type === "User" && item.author_id === profile.id) return t("byYou");
  if (!item.author) return t("by", { name: t("nobody") });
  const name = "available_name" in item.author ? item.author.available_name : t("rule", { name: item.author.name });
  return t("by", { name });
}
