"use client";

import { usePushState, useSwitchPush } from "../data/push-subscription.ts";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Switch } from "../ui/switch.tsx";
import { toast } from "../ui/toast.tsx";

/** Whether this browser takes pushes; asked for only when somebody turns it on, and with the way out when it was refused. */
export function PushSwitch() {
  const t = useTexts("profile.notifications.push");
  const errors = useTexts("errorSentences");
  const { data: state } = usePushState();
  const push = useSwitchPush();
  const turn = (isOn: boolean) =>
    push.mutate(isOn, {
      onError: (error) =>
        void toast(error instanceof DOMException ? t("failed") : requestSentence(errors, error), { tone: "danger" }),
    });
  const isImpossible = state === "unsupported" || state === "denied";
  return (
    <Switch
      label={t("label")}
      hint={isImpossible ? t(state) : t("hint")}
      disabled={state === undefined || isImpossible || push.isPending}
      checked={push.isPending ? push.variables : state === "on"}
      onChange={(event) => turn(event.target.checked)}
    />
  );
}
