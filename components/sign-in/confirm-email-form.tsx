"use client";

import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "../ui/button.tsx";
import { FormFailure } from "./form-failure.tsx";
import type { FormAction } from "./form-result.ts";
import { useFormAction } from "./use-form-action.ts";

interface ConfirmEmailFormProps {
  /** Field `confirmation_token`. */
  action: FormAction;
  token: string;
}

/** A button, not the mere opening of the link: mail scanners open links, too. */
export function ConfirmEmailForm({ action, token }: ConfirmEmailFormProps) {
  const t = useTexts("signIn.confirm");
  const { failure, busy, formProps } = useFormAction(action);
  return (
    <form {...formProps} className="grid gap-4">
      <input type="hidden" name="confirmation_token" value={token} />
      <FormFailure failure={failure} sentences={{ refused: t("broken") }} />
      <Button type="submit" variant="primary" busy={busy} className="h-10">
        {t("submit")}
      </Button>
    </form>
  );
}
