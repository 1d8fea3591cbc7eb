"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { useTypists } from "#components/realtime/use-typing.ts";

/** Which customers type. Not announced: it would talk into everything else. */
export function TypingLine({ conversationId, contactName }: { conversationId: number; contactName: string }) {
  const t = useTexts("thread.stream");
  const typists = useTypists(conversationId).filter(({ person }) => person.kind === "contact");
  const [first] = typists;
  if (!first) return null;
  const name = first.person.name || contactName;
  const words =
    typists.length > 1
      ? t("typingSeveral", { count: typists.length })
      : first.state === "recording"
        ? t("recording", { name })
        : t("typing", { name });
  return (
    <p className="flex shrink-0 items-center gap-2 px-5 pb-1 text-sm text-muted">
      <span aria-hidden className="flex gap-0.5">
        {[0, 150, 300].map((delay) => (
          <span
            key={delay}
            className="size-1.5 animate-bounce rounded-full bg-accent motion-reduce:animate-none"
            style={{ animationDelay: `${delay}ms` }}
          />
        ))}
      </span>
      {words}
    </p>
  );
}
