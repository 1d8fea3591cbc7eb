"use client";

import { type FormEvent, useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { PasswordInput } from "../ui/password-input.tsx";
import { BrokenLink } from "./broken-link.tsx";
import { FormFailure } from "./form-failure.tsx";
import type { FormAction } from "./form-result.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { useFieldSentences } from "./use-field-sentences.ts";
import { useFormAction } from "./use-form-action.ts";

interface ChoosePasswordFormProps {
  /** Fields `reset_password_token`, `password`, `password_confirmation`. */
  action: FormAction;
  token: string;
}

/** A new password by a mailed link: of somebody who forgot theirs, or who was invited. */
export function ChoosePasswordForm({ action, token }: ChoosePasswordFormProps) {
  const t = useTexts("signIn");
  const { failure, busy, formProps } = useFormAction(action);
  const wrong = useFieldSentences(failure, ["password"]);
  const [isDifferent, setDifferent] = useState(false);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget);
    const differs = form.get("password") !== form.get("password_confirmation");
    setDifferent(differs);
    if (differs) event.preventDefault();
    else formProps.onSubmit(event);
  };

  if (failure?.code === "refused") return <BrokenLink />;
  return (
    <form {...formProps} onSubmit={onSubmit} className="grid gap-4">
      <input type="hidden" name="reset_password_token" value={token} />
      <NewPasswordField label={t("newPassword")} error={wrong.password} />
      <Field label={t("repeatPassword")} error={isDifferent ? t("edit.different") : null}>
        {(control) => <PasswordInput {...control} name="password_confirmation" autoComplete="new-password" required />}
      </Field>
      <FormFailure failure={failure} isSaidAtFields={"password" in wrong} />
      <Button type="submit" variant="primary" busy={busy} className="mt-1 h-10">
        {t("edit.submit")}
      </Button>
    </form>
  );
}
