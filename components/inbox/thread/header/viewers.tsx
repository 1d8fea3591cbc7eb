"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { useViewers } from "#components/realtime/use-viewers.ts";
import { Avatar } from "#components/ui/avatar.tsx";

/** Colleagues who have the conversation open. */
export function Viewers({ conversationId }: { conversationId: number }) {
  const t = useTexts("thread.header");
  const viewers = useViewers(conversationId);
  if (viewers.length === 0) return null;
  const words = t("viewing", { names: viewers.map((viewer) => viewer.name).join(", "), count: viewers.length });
  return (
    <p data-testid="viewers" title={words} className="flex min-w-0 shrink items-center gap-1.5 text-sm text-muted">
      <span className="flex shrink-0 -space-x-1.5">
        {viewers.slice(0, 3).map((viewer) => (
          <Avatar
            key={viewer.id}
            size={24}
            name={viewer.name}
            id={`user-${viewer.id}`}
            src={viewer.avatar_url || null}
            className="rounded-full ring-2 ring-surface"
          />
        ))}
      </span>
      <span className="sr-only truncate @4xl:not-sr-only">{words}</span>
    </p>
  );
}
