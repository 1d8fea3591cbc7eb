"use client";

import { useEffect, useState } from "react";
import { useLocale } from "use-intl/react";
import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { timeZones } from "../ui/time-zones.ts";
import { FormFailure } from "./form-failure.tsx";
import type { FormAction } from "./form-result.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { useFieldSentences } from "./use-field-sentences.ts";
import { useFormAction } from "./use-form-action.ts";

interface SetUpFormProps {
  /** Fields `account_name`, `user_full_name`, `email`, `password`, `timezone`, `locale`. */
  action: FormAction;
}

/** The first account of an installation and its owner. */
export function SetUpForm({ action }: SetUpFormProps) {
  const t = useTexts("signIn");
  const { failure, busy, formProps } = useFormAction(action);
  const wrong = useFieldSentences(failure, ["account_name", "user_full_name", "email", "password", "timezone"]);
  const [zone, setZone] = useState("UTC");
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return (
    <form {...formProps} noValidate className="grid gap-4">
      <input type="hidden" name="locale" value={useLocale()} />
      <Field label={t("setUp.company")} hint={t("setUp.companyHint")} error={wrong.account_name}>
        {(control) => (
          <Input {...control} name="account_name" autoComplete="organization" required autoFocus maxLength={255} />
        )}
      </Field>
      <Field label={t("setUp.name")} hint={t("setUp.nameHint")} error={wrong.user_full_name}>
        {(control) => <Input {...control} name="user_full_name" autoComplete="name" required maxLength={255} />}
      </Field>
      <Field label={t("email")} error={wrong.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required maxLength={255} />}
      </Field>
      <NewPasswordField label={t("password")} error={wrong.password} />
      <Field label={t("setUp.zone")} hint={t("setUp.zoneHint")} error={wrong.timezone}>
        {(control) => (
          <Select
            {...control}
            name="timezone"
            value={zone}
            onChange={(event) => setZone(event.target.value)}
            options={timeZones(zone).map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
          />
        )}
      </Field>
      <FormFailure
        failure={failure}
        sentences={{ not_found: t("setUp.already") }}
        isSaidAtFields={Object.keys(wrong).length > 0}
      />
      <Button type="submit" variant="primary" busy={busy} className="mt-1 h-10">
        {t("setUp.submit")}
      </Button>
    </form>
  );
}
