"use client";

import { useState } from "react";
import {
  type NotificationSettings,
  useNotificationSettings,
  useUpdateNotificationSettings,
} from "../data/notifications.ts";
import { useViewer } from "../data/viewer.tsx";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { playTone, rememberSound, type SoundChoice, soundChoice, type Tone, tones } from "../notifications/sounds.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Field } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { toast } from "../ui/toast.tsx";
import { useIsMounted } from "../ui/use-is-mounted.ts";
import { PushSwitch } from "./push-switch.tsx";

/** What happens on its own and can be told; what nothing in the product makes yet is not offered. */
const types = [
  "conversation_mention",
  "conversation_assignment",
  "assigned_conversation_new_message",
  "participating_conversation_new_message",
  "conversation_creation",
  "scheduled_message_failed",
] as const;
const ways = ["email", "push", "sound"] as const;
type Way = (typeof ways)[number];

/** What somebody is told, and by which way: everything appears in the list, these come on top. */
export function NotificationsCard() {
  const t = useTexts("profile.notifications");
  const errors = useTexts("errorSentences");
  const { membership } = useViewer();
  const { data, error, isFetching, refetch } = useNotificationSettings();
  return (
    <Card id="notifications" title={t("title")} description={t("description", { account: membership.name })}>
      <div className="grid gap-6">
        {data ? (
          <Matrix settings={data} />
        ) : error ? (
          <ErrorState reason={requestSentence(errors, error)} onRetry={() => void refetch()} retrying={isFetching} />
        ) : (
          <Skeleton className="h-56 w-full" />
        )}
        <PushSwitch />
        <Sound />
      </div>
    </Card>
  );
}

function Matrix({ settings }: { settings: NotificationSettings }) {
  const t = useTexts("profile.notifications");
  const errors = useTexts("errorSentences");
  const update = useUpdateNotificationSettings();
  const change = (way: Way, type: string, isOn: boolean) => {
    const field = `selected_${way}_flags` as const;
    const flag = `${way}_${type}`;
    const others = settings[field].filter((held) => held !== flag);
    update.mutate(
      { [field]: isOn ? [...others, flag] : others },
      { onError: (error) => void toast(requestSentence(errors, error), { tone: "danger" }) },
    );
  };
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{t("matrix")}</caption>
      <thead>
        <tr className="text-sm text-muted">
          <td />
          {ways.map((way) => (
            <th key={way} scope="col" className="w-16 pb-2 text-center font-medium sm:w-24">
              {t(`way.${way}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-y border-line">
        {types.map((type) => (
          <tr key={type}>
            <th scope="row" className="py-2.5 pe-3 text-start font-normal">
              {t(`type.${type}`)}
            </th>
            {ways.map((way) => (
              <td key={way} className="text-center">
                <Checkbox
                  className="inline-flex"
                  labelHidden
                  label={t("cell", { type: t(`type.${type}`), way: t(`way.${way}`) })}
                  checked={settings[`selected_${way}_flags`].includes(`${way}_${type}`)}
                  onChange={(event) => change(way, type, event.target.checked)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of this browser, because each desk has its own ears. */
function Sound() {
  const isMounted = useIsMounted();
  return isMounted ? <SoundFields /> : <Skeleton className="h-16 w-full" />;
}

function SoundFields() {
  const t = useTexts("profile.notifications");
  const [choice, setChoice] = useState(soundChoice);
  const change = (part: Partial<SoundChoice>) => {
    const next = { ...choice, ...part };
    setChoice(next);
    rememberSound(next);
  };
  const test = async () => {
    if (!(await playTone(choice))) await toast(t("sound.blocked"), { tone: "danger" });
  };
  return (
    <div className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
      <Field label={t("sound.tone")}>
        {(control) => (
          <Select
            {...control}
            value={choice.tone}
            onChange={(event) => change({ tone: event.target.value as Tone })}
            options={tones.map((tone) => ({ value: tone, label: t(`sound.${tone}`) }))}
          />
        )}
      </Field>
      <Field label={t("sound.volume")}>
        {(control) => (
          <input
            {...control}
            type="range"
            min={0}
            max={1}
            step={0.1}
            value={choice.volume}
            onChange={(event) => change({ volume: Number(event.target.value) })}
            className="h-9 w-full accent-accent"
          />
        )}
      </Field>
      <Button disabled={choice.tone === "none"} onClick={() => void test()}>
        {t("sound.test")}
      </Button>
    </div>
  );
}
