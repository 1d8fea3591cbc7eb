import { Bot, CalendarClock, Lock, Smartphone } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Popover } from "#components/ui/popover.tsx";
import type { Message } from "#server/domain/messages/contract.ts";
import { MessageText } from "../text/message-text.tsx";
import { useClock } from "./clock.ts";
import { DeliveryMark } from "./delivery-mark.tsx";
import { deliveryState } from "./delivery-state.ts";
import type { MessageAttributes } from "./message-attributes.ts";

interface BubbleMetaProps {
  message: Message;
  attributes: MessageAttributes;
  /** It has not left this browser, because there is no connection. */
  waiting: boolean;
  className?: string;
}

/** Time, marks and tick at the lower edge of a bubble. */
export function BubbleMeta({ message, attributes, waiting, className }: BubbleMetaProps) {
  const t = useTexts("thread.bubble");
  const clock = useClock();
  const state = deliveryState(message);
  const isOurs = message.message_type !== 0;
  return (
    <span className={classNames("flex items-center justify-end gap-1 text-xs text-muted select-none", className)}>
      {message.private ? <Lock aria-hidden className="size-3" /> : null}
      {message.message_type === 3 || message.sender?.type === "agent_bot" ? (
        <Glyph Icon={Bot} word={t("automatic")} />
      ) : null}
      {isOurs && attributes.fromPhone ? <Glyph Icon={Smartphone} word={t("fromPhone")} /> : null}
      {attributes.scheduled ? (
        <Glyph
          Icon={CalendarClock}
          word={
            attributes.scheduled.at === null
              ? t("scheduled", { name: attributes.scheduled.by })
              : t("scheduledAt", { name: attributes.scheduled.by, time: clock.exact(attributes.scheduled.at) })
          }
        />
      ) : null}
      {attributes.edited && !attributes.deleted ? <EditedMark previous={attributes.previousContent} /> : null}
      <time
        dateTime={new Date(message.created_at_ms).toISOString()}
        title={clock.exact(message.created_at_ms)}
        className="numeric"
      >
        {clock.time(message.created_at_ms)}
      </time>
      {state ? <DeliveryMark state={state} waiting={waiting} /> : null}
    </span>
  );
}

function Glyph({ Icon, word }: { Icon: typeof Bot; word: string }) {
  return (
    <span title={word} className="inline-flex">
      <Icon aria-hidden className="size-3" />
      <span className="sr-only">{word}</span>
    </span>
  );
}

function EditedMark({ previous }: { previous: string | null }) {
  const t = useTexts("thread.bubble");
  if (previous === null) return <span>{t("edited")}</span>;
  return (
    <Popover
      label={t("earlierText")}
      className="w-72"
      trigger={
        <button
          type="button"
          className="rounded-sm underline decoration-dotted underline-offset-2 hover:text-ink touch:min-h-6"
        >
          {t("edited")}
        </button>
      }
    >
      <p className="mb-1 text-xs font-medium text-muted">{t("earlierText")}</p>
      <MessageText text={previous} />
    </Popover>
  );
}
