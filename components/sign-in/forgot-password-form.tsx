"use client";

import { MailCheck } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { FormFailure } from "./form-failure.tsx";
import type { FormAction } from "./form-result.ts";
import { useFormAction } from "./use-form-action.ts";

/** Asks for the mail with a link; says the same whether or not the address is known. `action` takes `email`. */
export function ForgotPasswordForm({ action }: { action: FormAction }) {
  const t = useTexts("signIn");
  const [email, setEmail] = useState("");
  const { result, failure, busy, formProps } = useFormAction(action);
  if (result?.ok) {
    return (
      <div role="status">
        <EmptyState
          icon={<MailCheck />}
          title={t("forgot.sentTitle")}
          action={<LinkButton href="/app/login">{t("backToSignIn")}</LinkButton>}
          className="px-0! py-2!"
        >
          {t("forgot.sent", { email })} {t("forgot.again")}
        </EmptyState>
      </div>
    );
  }
  return (
    <form {...formProps} className="grid gap-4">
      <Field label={t("email")}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus
            maxLength={255}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <FormFailure failure={failure} />
      <Button type="submit" variant="primary" busy={busy} className="mt-1 h-10">
        {t("forgot.submit")}
      </Button>
      <LinkButton href="/app/login" variant="quiet">
        {t("backToSignIn")}
      </LinkButton>
    </form>
  );
}
