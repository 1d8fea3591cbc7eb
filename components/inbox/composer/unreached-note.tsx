"use client";

import { EyeOff } from "lucide-react";
import { useFormatter } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { useUnreached } from "./mention-candidates.ts";
import { mentionsOf } from "./mentions.ts";

/** Before a note is added: who is mentioned in it and will not be told, because they cannot open the conversation. */
export function UnreachedNote({ conversationId, wire }: { conversationId: number; wire: string }) {
  const t = useTexts("composer.mention");
  const format = useFormatter();
  const names = useUnreached(conversationId, mentionsOf(wire));
  if (names.length === 0) return null;
  return (
    <p role="status" className="flex items-start gap-2 px-3 pb-1 text-sm text-warning-ink">
      <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t("unreached", { names: format.list(names), count: names.length })}
    </p>
  );
}
