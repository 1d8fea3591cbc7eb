import { CircleSlash } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import type { ReplyState } from "./reply-state.ts";

interface ClosedNoticeProps {
  state: Exclude<ReplyState, "open">;
  onNote: () => void;
}

/** Why no reply can be written now, and what can be. A draft stays where it is. */
export function ClosedNotice({ state, onNote }: ClosedNoticeProps) {
  const t = useTexts("composer.closed");
  return (
    <div role="status" data-testid="composer-closed" className="flex flex-wrap items-center gap-3 px-4 py-4">
      <CircleSlash aria-hidden className="size-5 shrink-0 text-muted" />
      <p className="min-w-48 flex-1 text-muted">{t(state)}</p>
      <Button size="small" onClick={onNote}>
        {t("writeNote")}
      </Button>
    </div>
  );
}
