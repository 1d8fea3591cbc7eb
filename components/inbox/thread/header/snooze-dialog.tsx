"use client";

import { type FormEvent, useState } from "react";
import { useFormatter, useTimeZone } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { snoozeTimes } from "./snooze-times.ts";
import { readLocalTime } from "./zoned-time.ts";

interface SnoozeDialogProps {
  onOpenChange: (open: boolean) => void;
  /** Unix seconds; null: until the next reply. */
  onSnooze: (until: number | null) => void;
}

/** Until when a conversation shall be out of sight. */
export function SnoozeDialog({ onOpenChange, onSnooze }: SnoozeDialogProps) {
  const t = useTexts("thread.snooze");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const [now] = useState(Date.now);
  const [error, setError] = useState<string | null>(null);
  const choose = (at: number | null) => {
    onOpenChange(false);
    onSnooze(at === null ? null : Math.floor(at / 1000));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const at = readLocalTime(String(new FormData(event.currentTarget).get("at")), timeZone);
    if (at === null || at <= Date.now()) setError(t("past"));
    else choose(at);
  };
  const look =
    "flex min-h-10 w-full items-center justify-between gap-4 rounded-md px-3 text-start hover:bg-hover touch:min-h-11";
  return (
    <Dialog open onOpenChange={onOpenChange} title={t("title")} size="small">
      <ul className="-mx-2 mb-3">
        <li>
          <button type="button" className={look} onClick={() => choose(null)}>
            {t("nextReply")}
          </button>
        </li>
        {snoozeTimes(timeZone, now).map(({ preset, at }) => (
          <li key={preset}>
            <button type="button" className={look} onClick={() => choose(at)}>
              {t(preset)}
              <span className="numeric text-sm text-muted">
                {format.dateTime(at, {
                  weekday: "short",
                  day: "numeric",
                  month: "short",
                  hour: "2-digit",
                  minute: "2-digit",
                })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="flex items-end gap-2 border-t border-line pt-4">
        <Field label={t("custom")} hint={timeZone.replaceAll("_", " ")} error={error} className="flex-1">
          {(control) => <Input {...control} name="at" type="datetime-local" required aria-label={t("at")} />}
        </Field>
        <Button type="submit" variant="primary" className={error ? "mb-12" : "mb-6"}>
          {t("confirm")}
        </Button>
      </form>
    </Dialog>
  );
}
