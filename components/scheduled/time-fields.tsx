"use client";

import { useState } from "react";
import { useFormatter, useLocale } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { timeZones } from "#components/ui/time-zones.ts";
import type { Contact } from "#server/domain/contacts/contract.ts";
import { readLocalTime } from "../inbox/thread/header/zoned-time.ts";
import { readWords } from "./read-words.ts";
import { recipientZone } from "./recipient-zone.ts";
import type { ScheduleForm } from "./schedule-form.ts";
import { localText, timeShortcuts } from "./time-shortcuts.ts";

interface TimeFieldsProps {
  form: ScheduleForm;
  onChange: (part: Partial<ScheduleForm>) => void;
  contact: Contact | null;
  ownZone: string;
  problems: readonly string[];
}

/** When: in words, by a shortcut or by the calendar, on whose clock. */
export function TimeFields({ form, onChange, contact, ownZone, problems }: TimeFieldsProps) {
  const t = useTexts("scheduled.dialog");
  const format = useFormatter();
  const [now] = useState(Date.now);
  const theirs = contact ? recipientZone(contact) : null;
  const error = problems.includes("needsTime") ? t("needsTime") : problems.includes("past") ? t("past") : null;
  const chooseZone = (zone: string) =>
    // The clock time stays, the moment moves.
    onChange({ zone, at: form.at === null ? null : readLocalTime(localText(form.at, form.zone), zone) });
  return (
    <div className="grid gap-3">
      <WordsField form={form} onChange={onChange} />
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{t("shortcuts")}</legend>
        {timeShortcuts(form.zone, now).map(({ shortcut, at }) => (
          <Button key={shortcut} size="small" aria-pressed={form.at === at} onClick={() => onChange({ at })}>
            {t(shortcut)}
          </Button>
        ))}
      </fieldset>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("at")} error={error} className="min-w-0">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              className="min-w-0"
              value={form.at === null ? "" : localText(form.at, form.zone)}
              onChange={(event) => onChange({ at: readLocalTime(event.target.value, form.zone) })}
            />
          )}
        </Field>
        <Field
          label={t("zone")}
          hint={
            form.at !== null && theirs && theirs !== form.zone && contact
              ? t("contactTime", {
                  name: contact.name,
                  time: format.dateTime(form.at, {
                    weekday: "short",
                    hour: "2-digit",
                    minute: "2-digit",
                    timeZone: theirs,
                  }),
                })
              : null
          }
        >
          {(control) => (
            <Select
              {...control}
              value={form.zone}
              onChange={(event) => chooseZone(event.target.value)}
              options={zoneOptions({ form, ownZone, theirs, name: contact?.name ?? "" }, t)}
            />
          )}
        </Field>
      </div>
    </div>
  );
}

function zoneOptions(
  { form, ownZone, theirs, name }: { form: ScheduleForm; ownZone: string; theirs: string | null; name: string },
  t: ReturnType<typeof useTexts<"scheduled.dialog">>,
) {
  const spoken = (zone: string) => zone.replaceAll("_", " ");
  const special = [
    { value: ownZone, label: t("ownZone", { zone: spoken(ownZone) }) },
    ...(theirs && theirs !== ownZone
      ? [{ value: theirs, label: t("contactZone", { name, zone: spoken(theirs) }) }]
      : []),
  ];
  const known = new Set(special.map(({ value }) => value));
  const others = timeZones(form.zone).filter((zone) => !known.has(zone));
  return [...special, ...others.map((zone) => ({ value: zone, label: spoken(zone) }))];
}

/** Shows at once what was understood. */
function WordsField({ form, onChange }: Pick<TimeFieldsProps, "form" | "onChange">) {
  const t = useTexts("scheduled.dialog");
  const format = useFormatter();
  const locale = useLocale();
  const [words, setWords] = useState("");
  const [at, setAt] = useState<number | null>(null);
  const read = (text: string) => {
    setWords(text);
    const found = readWords(text, { now: Date.now(), zone: form.zone, locale });
    setAt(found);
    if (found !== null) onChange({ at: found });
  };
  const understood =
    at === null ? null : format.dateTime(at, { dateStyle: "full", timeStyle: "short", timeZone: form.zone });
  const hint =
    words.trim() === "" ? t("wordsHint") : understood ? t("understood", { time: understood }) : t("notUnderstood");
  return (
    <Field label={t("words")} hint={<span role="status">{hint}</span>}>
      {(control) => (
        <Input {...control} value={words} autoComplete="off" onChange={(event) => read(event.target.value)} />
      )}
    </Field>
  );
}
