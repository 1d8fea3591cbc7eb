import { Send, StickyNote } from "lucide-react";
import type { SendKey } from "#components/data/ui-settings.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";

interface SendButtonProps {
  isNote: boolean;
  /** Somebody answered meanwhile. */
  mustReview: boolean;
  disabled: boolean;
  sendKey: SendKey;
  onSend: () => void;
}

export function SendButton({ isNote, mustReview, disabled, sendKey, onSend }: SendButtonProps) {
  const t = useTexts("composer");
  const label = isNote ? t("sendNote") : mustReview ? t("review") : t("send");
  return (
    <Button
      variant="primary"
      data-testid="send-button"
      title={t(`sendKeys.${sendKey}`)}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onSend}
      // The caret stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      icon={isNote ? <StickyNote aria-hidden /> : <Send aria-hidden />}
    >
      {label}
    </Button>
  );
}
