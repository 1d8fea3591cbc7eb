"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { ScheduleForm } from "./schedule-form.ts";

/** Under which conditions it goes out. */
export function OptionFields({
  form,
  onChange,
}: {
  form: ScheduleForm;
  onChange: (part: Partial<ScheduleForm>) => void;
}) {
  const t = useTexts("scheduled.dialog");
  return (
    <fieldset className="grid gap-3 border-t border-line pt-4">
      <legend className="sr-only">{t("options")}</legend>
      <Switch
        label={t("cancelOnReply")}
        hint={t("cancelOnReplyHint")}
        checked={form.cancelOnReply}
        onChange={(event) => onChange({ cancelOnReply: event.target.checked })}
      />
      <Switch
        label={t("quiet")}
        hint={t("quietHint")}
        checked={form.isQuiet}
        onChange={(event) => onChange({ isQuiet: event.target.checked })}
      />
      {form.isQuiet ? (
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("quietFrom")}>
            {(control) => (
              <Input
                {...control}
                type="time"
                required
                value={form.from}
                onChange={(event) => event.target.value && onChange({ from: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("quietUntil")}>
            {(control) => (
              <Input
                {...control}
                type="time"
                required
                value={form.until}
                onChange={(event) => event.target.value && onChange({ until: event.target.value })}
              />
            )}
          </Field>
        </div>
      ) : null}
    </fieldset>
  );
}
