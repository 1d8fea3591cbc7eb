import { CalendarClock, ChevronDown, Send, StickyNote } from "lucide-react";
import type { SendKey } from "#components/data/ui-settings.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Menu } from "#components/ui/menu.tsx";

interface SendButtonProps {
  isNote: boolean;
  /** Somebody answered meanwhile. */
  mustReview: boolean;
  disabled: boolean;
  sendKey: SendKey;
  onSend: () => void;
  onSchedule: () => void;
}

/** Sends; beside it, for replies, the way to send later. */
export function SendButton({ isNote, mustReview, disabled, sendKey, onSend, onSchedule }: SendButtonProps) {
  const t = useTexts("composer");
  const label = isNote ? t("sendNote") : mustReview ? t("review") : t("send");
  const button = (
    <Button
      variant="primary"
      className={isNote ? undefined : "rounded-e-none"}
      data-testid="send-button"
      title={t(`sendKeys.${sendKey}`)}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onSend}
      // The caret stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      icon={isNote ? <StickyNote aria-hidden /> : <Send aria-hidden />}
    >
      <span className={mustReview ? undefined : "sr-only @xs:not-sr-only"}>{label}</span>
    </Button>
  );
  if (isNote) return button;
  return (
    <span className="inline-flex">
      {button}
      <Menu
        align="end"
        side="top"
        entries={[
          {
            label: t("schedule"),
            icon: <CalendarClock aria-hidden />,
            shortcut: "Alt+Shift+S",
            onSelect: onSchedule,
          },
        ]}
        trigger={
          <button
            type="button"
            aria-label={t("moreWays")}
            className={classNames(
              buttonStyle("primary", "medium"),
              "rounded-s-none border-s-on-accent/30 px-1.5 touch:min-w-11",
            )}
          >
            <ChevronDown aria-hidden />
          </button>
        }
      />
    </span>
  );
}
