"use client";

import { useFormatter } from "use-intl/react";
import { usePreview } from "#components/data/scheduled.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { ruleOfForm, type ScheduledItem, type ScheduleForm } from "./schedule-form.ts";

/** When it will really go out: the next times of a rule, after quiet hours. */
export function RunsPreview({ form, item }: { form: ScheduleForm; item: ScheduledItem | undefined }) {
  const t = useTexts("scheduled.dialog");
  const format = useFormatter();
  const isAsked = form.at !== null && (form.repeat !== "never" || form.isQuiet);
  const { data } = usePreview({
    at: isAsked && form.at !== null ? new Date(form.at).toISOString() : null,
    rule: ruleOfForm(form, item),
    timezone: form.zone,
    quietHours: form.isQuiet ? { from: form.from, until: form.until } : null,
  });
  if (!isAsked || !data) return null;
  return (
    <section aria-label={t("runs")} className="rounded-md bg-sunken p-3 text-sm" data-testid="schedule-runs">
      <h3 className="mb-1 font-medium">{t("runs")}</h3>
      <ul className="numeric grid gap-0.5 text-muted">
        {data.runs.map((at) => (
          <li key={at}>{format.dateTime(at * 1000, { dateStyle: "full", timeStyle: "short", timeZone: form.zone })}</li>
        ))}
      </ul>
      {data.is_moved ? <p className="mt-1 text-warning-ink">{t("moved")}</p> : null}
    </section>
  );
}
