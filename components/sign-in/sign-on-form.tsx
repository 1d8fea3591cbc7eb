"use client";

import { useEffect, useRef } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "../ui/button.tsx";
import { FormFailure } from "./form-failure.tsx";
import type { FormAction } from "./form-result.ts";
import { useFormAction } from "./use-form-action.ts";

/**
 * Signs in with a token from a link, by itself: the page alone must not do it, because programs that look at links open pages.
 */
export function SignOnForm({ action, email, token }: { action: FormAction; email: string; token: string }) {
  const t = useTexts("signIn");
  const form = useRef<HTMLFormElement>(null);
  const { failure, busy, formProps } = useFormAction(action);
  useEffect(() => form.current?.requestSubmit(), []);
  return (
    <form {...formProps} ref={form} className="grid gap-4">
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="sso_auth_token" value={token} />
      <FormFailure failure={failure} sentences={{ unauthenticated: t("login.linkSpent") }} />
      <Button type="submit" variant="primary" busy={busy} className="h-10">
        {busy || !failure ? t("login.signingIn") : t("login.submit")}
      </Button>
    </form>
  );
}
