"use client";

import { type FormEvent, useState } from "react";
import { ApiError } from "../data/api-error.ts";
import { useUpdateProfile } from "../data/profile.ts";
import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { NewPasswordField } from "../sign-in/new-password-field.tsx";
import { brokenRules } from "../sign-in/password-rules.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field } from "../ui/field.tsx";
import { PasswordInput } from "../ui/password-input.tsx";

/** Another password. */
export function PasswordCard() {
  const t = useTexts("profile.password");
  const signIn = useTexts("signIn");
  const update = useUpdateProfile();
  const [problem, setProblem] = useState<"rules" | "different" | null>(null);
  const [round, setRound] = useState(0);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [current_password = "", password = "", password_confirmation = ""] = ["current", "password", "repeated"].map(
      (name) => String(form.get(name)),
    );
    const found = brokenRules(password).length > 0 ? "rules" : password !== password_confirmation ? "different" : null;
    setProblem(found);
    if (found) return;
    update.mutate({ current_password, password, password_confirmation }, { onSuccess: () => setRound(round + 1) });
  };

  return (
    <Card id="password" title={t("title")} description={t("description")}>
      <form key={round} onSubmit={submit} className="grid max-w-md gap-4">
        <Field label={t("current")}>
          {(control) => <PasswordInput {...control} name="current" autoComplete="current-password" required />}
        </Field>
        <NewPasswordField
          label={signIn("newPassword")}
          error={problem === "rules" ? signIn("rules.incomplete") : null}
        />
        <Field label={signIn("repeatPassword")} error={problem === "different" ? signIn("edit.different") : null}>
          {(control) => <PasswordInput {...control} name="repeated" autoComplete="new-password" required />}
        </Field>
        <Outcome error={update.error} done={update.isSuccess && problem === null} />
        <Button type="submit" busy={update.isPending} className="justify-self-start">
          {t("submit")}
        </Button>
      </form>
    </Card>
  );
}

function Outcome({ error, done }: { error: Error | null; done: boolean }) {
  const t = useTexts("profile.password");
  const errors = useTexts("errorSentences");
  if (done) return <Banner tone="success">{t("changed")}</Banner>;
  if (!error) return null;
  const isWrongPassword = error instanceof ApiError && error.code === "refused";
  return <Banner tone="danger">{isWrongPassword ? t("wrongCurrent") : requestSentence(errors, error)}</Banner>;
}
