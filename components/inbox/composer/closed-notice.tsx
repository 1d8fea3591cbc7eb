import { CircleSlash } from "lucide-react";
import { useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { ReplyState } from "./reply-state.ts";

const templateDialog = async () => (await import("./template-dialog.tsx")).TemplateDialog;

interface ClosedNoticeProps {
  conversation: Conversation;
  /** The channel has templates, which may be sent all the same. */
  hasTemplates: boolean;
  state: Exclude<ReplyState, "open">;
  onNote: () => void;
}

/** Why no reply can be written now, and what can be. A draft stays where it is. */
export function ClosedNotice({ conversation, hasTemplates, state, onNote }: ClosedNoticeProps) {
  const t = useTexts("composer.closed");
  const [isChoosing, setIsChoosing] = useState(false);
  const close = () => setIsChoosing(false);
  const offersTemplates = hasTemplates && state === "window_closed";
  return (
    <div role="status" data-testid="composer-closed" className="flex flex-wrap items-center gap-3 px-4 py-4">
      <CircleSlash aria-hidden className="size-5 shrink-0 text-muted" />
      <p className="min-w-48 flex-1 text-muted">{t(offersTemplates ? "window_closed_template" : state)}</p>
      {offersTemplates ? (
        <Button size="small" variant="primary" onClick={() => setIsChoosing(true)}>
          {t("chooseTemplate")}
        </Button>
      ) : null}
      <Button size="small" onClick={onNote}>
        {t("writeNote")}
      </Button>
      {isChoosing ? <OnDemand load={templateDialog} onFail={close} with={{ conversation, onClose: close }} /> : null}
    </div>
  );
}
