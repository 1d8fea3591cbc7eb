import { Check, CheckCheck, CircleAlert, Clock } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { DeliveryState } from "./delivery-state.ts";

const marks = {
  sending: { Icon: Clock, style: "" },
  sent: { Icon: Check, style: "" },
  delivered: { Icon: CheckCheck, style: "" },
  read: { Icon: CheckCheck, style: "text-info-ink" },
  failed: { Icon: CircleAlert, style: "text-danger-ink" },
};

/** The tick: a picture for the eye, a word for everybody else. */
export function DeliveryMark({ state, waiting }: { state: DeliveryState; waiting: boolean }) {
  const t = useTexts("thread.delivery");
  const { Icon, style } = marks[state];
  const word = state === "sending" && waiting ? t("waiting") : t(state);
  return (
    <span title={word} className={classNames("inline-flex", style)}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{word}</span>
    </span>
  );
}
