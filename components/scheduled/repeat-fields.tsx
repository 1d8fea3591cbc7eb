"use client";

import { useFormatter, useLocale } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { RecurrenceRule } from "#server/domain/scheduled-messages/contract.ts";
import { nthWeekday } from "./recurrence-words.ts";
import { dayFacts, type Repeat, repeats } from "./repeat-rule.ts";
import { isSeries, type ScheduledItem, type ScheduleForm } from "./schedule-form.ts";
import { localText } from "./time-shortcuts.ts";
import { weekdayName } from "./weekday-name.ts";

interface RepeatFieldsProps {
  form: ScheduleForm;
  onChange: (part: Partial<ScheduleForm>) => void;
  item: ScheduledItem | undefined;
  problems: readonly string[];
}

/** Whether it comes again, and when that ends. */
export function RepeatFields({ form, onChange, item, problems }: RepeatFieldsProps) {
  const t = useTexts("scheduled.dialog");
  const options = useRepeatOptions(form).filter(({ value }) => value !== "never" || !isSeries(item));
  const choose = (repeat: Repeat) =>
    onChange({
      repeat,
      ...(form.days.length === 0 && { days: [dayFacts(localText(form.at ?? Date.now(), form.zone)).weekday] }),
    });
  return (
    <div className="grid gap-3">
      <Field label={t("repeat")}>
        {(control) => (
          <Select
            {...control}
            value={form.repeat}
            options={options}
            onChange={(event) => choose(event.target.value as Repeat)}
          />
        )}
      </Field>
      {form.repeat === "custom" ? <CustomFields form={form} onChange={onChange} problems={problems} /> : null}
      {form.repeat === "never" ? null : <EndFields form={form} onChange={onChange} problems={problems} />}
    </div>
  );
}

function useRepeatOptions(form: ScheduleForm) {
  const t = useTexts("scheduled.dialog");
  const format = useFormatter();
  const locale = useLocale();
  const at = form.at ?? Date.now();
  const { weekday, week } = dayFacts(localText(at, form.zone));
  const day = weekdayName(locale, weekday);
  const labels: Record<Repeat, string> = {
    never: t("repeats.never"),
    daily: t("repeats.daily"),
    weekly: t("repeats.weekly", { day }),
    weekdays: t("repeats.weekdays"),
    monthly: t("repeats.monthly", { day: nthWeekday(week, weekday, locale) }),
    yearly: t("repeats.yearly", { date: format.dateTime(at, { day: "numeric", month: "long", timeZone: form.zone }) }),
    custom: t("repeats.custom"),
  };
  return repeats.map((value) => ({ value, label: labels[value] }));
}

const frequencies = ["daily", "weekly", "monthly", "yearly"] as const;

function CustomFields({ form, onChange, problems }: Omit<RepeatFieldsProps, "item">) {
  const t = useTexts("scheduled.dialog");
  const locale = useLocale();
  const toggle = (day: number, isOn: boolean) =>
    onChange({ days: isOn ? [...form.days, day].sort() : form.days.filter((other) => other !== day) });
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("every")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={1000}
              value={form.interval}
              onChange={(event) => onChange({ interval: Math.max(1, Math.trunc(Number(event.target.value)) || 1) })}
            />
          )}
        </Field>
        <Field label={t("unit")}>
          {(control) => (
            <Select
              {...control}
              value={form.frequency}
              options={frequencies.map((value) => ({ value, label: t(`units.${value}`, { count: form.interval }) }))}
              onChange={(event) => onChange({ frequency: event.target.value as RecurrenceRule["frequency"] })}
            />
          )}
        </Field>
      </div>
      {form.frequency === "weekly" ? (
        <fieldset>
          <legend className="mb-1.5 font-medium">{t("onDays")}</legend>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {[0, 1, 2, 3, 4, 5, 6].map((day) => (
              <Checkbox
                key={day}
                label={weekdayName(locale, day, "short")}
                checked={form.days.includes(day)}
                onChange={(event) => toggle(day, event.target.checked)}
              />
            ))}
          </div>
          {problems.includes("needsDays") ? (
            <p role="alert" className="mt-1 text-sm text-danger-ink">
              {t("needsDays")}
            </p>
          ) : null}
        </fieldset>
      ) : null}
    </div>
  );
}

const ends = ["never", "on_date", "after_count"] as const;

function EndFields({ form, onChange, problems }: Omit<RepeatFieldsProps, "item">) {
  const t = useTexts("scheduled.dialog");
  const { end } = form;
  const error = problems.includes("needsEnd") ? t("needsEnd") : null;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("ends")}>
        {(control) => (
          <Select
            {...control}
            value={end.end_type}
            options={ends.map((value) => ({ value, label: t(`endTypes.${value}`) }))}
            onChange={(event) => onChange({ end: { ...end, end_type: event.target.value as (typeof ends)[number] } })}
          />
        )}
      </Field>
      {end.end_type === "on_date" ? (
        <Field label={t("endDate")} error={error}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={end.end_date ?? ""}
              onChange={(event) => onChange({ end: { ...end, end_date: event.target.value || null } })}
            />
          )}
        </Field>
      ) : null}
      {end.end_type === "after_count" ? (
        <Field label={t("endCount")} error={error}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              value={end.end_count ?? ""}
              onChange={(event) =>
                onChange({ end: { ...end, end_count: Math.trunc(Number(event.target.value)) || null } })
              }
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
