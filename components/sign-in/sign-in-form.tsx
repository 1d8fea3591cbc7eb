"use client";

import Link from "next/link";
import { useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { PasswordInput } from "../ui/password-input.tsx";
import { FormFailure } from "./form-failure.tsx";
import type { FormAction } from "./form-result.ts";
import { useFocusOnError } from "./use-focus-on-error.ts";
import { useFormAction } from "./use-form-action.ts";

interface SignInFormProps {
  /** Fields `email`, `password`, `next`. */
  action: FormAction;
  /** Path to open afterwards; empty: the account worked in last. */
  next: string;
  /** Something to say first: what a link led to. */
  notice?: { tone: "info" | "success" | "warning"; text: string } | null;
}

export function SignInForm({ action, next, notice }: SignInFormProps) {
  const t = useTexts("signIn");
  const { failure, busy, formProps } = useFormAction(action);
  // Once asked for, it stays: a wrong code is typed again.
  const [asksCode, setAsksCode] = useState(false);
  const isCodeMissing = failure?.code === "refused" && failure.fields.includes("otp_code");
  if (isCodeMissing && !asksCode) setAsksCode(true);
  const isCodeWrong = asksCode && failure?.code === "bad_request";
  useFocusOnError(failure);
  return (
    <form {...formProps} className="grid gap-4">
      {notice && !failure ? <Banner tone={notice.tone}>{notice.text}</Banner> : null}
      <input type="hidden" name="next" value={next} />
      <Field label={t("email")}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            inputMode="email"
            required
            autoFocus
            maxLength={255}
          />
        )}
      </Field>
      <Field
        label={t("password")}
        aside={
          <Link
            href="/app/auth/password/reset"
            className="relative rounded-sm text-accent-ink hover:underline touch:after:absolute touch:after:-inset-x-2 touch:after:-inset-y-3.5"
          >
            {t("login.forgot")}
          </Link>
        }
      >
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
      </Field>
      {asksCode ? (
        <Field label={t("login.code")} hint={t("login.codeHint")} error={isCodeWrong ? t("login.codeWrong") : null}>
          {(control) => (
            <Input
              {...control}
              name="otp_code"
              autoComplete="one-time-code"
              autoCapitalize="off"
              spellCheck={false}
              required
              autoFocus
              maxLength={20}
            />
          )}
        </Field>
      ) : null}
      <FormFailure
        failure={isCodeMissing || isCodeWrong ? null : failure}
        sentences={{ unauthenticated: t("login.wrong") }}
      />
      <Button type="submit" variant="primary" busy={busy} className="mt-1 h-10">
        {t("login.submit")}
      </Button>
    </form>
  );
}
