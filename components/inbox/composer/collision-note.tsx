"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { useTypists } from "#components/realtime/use-typing.ts";

/** Colleagues who are writing to the customer, too. */
export function CollisionNote({ conversationId }: { conversationId: number }) {
  const t = useTexts("composer.collision");
  const colleagues = useTypists(conversationId).filter((typist) => typist.person.kind === "user" && !typist.is_private);
  if (colleagues.length === 0) return null;
  return (
    <p role="status" className="truncate text-sm font-medium text-warning-ink">
      {t("typing", { names: colleagues.map(({ person }) => person.name).join(", "), count: colleagues.length })}
    </p>
  );
}
