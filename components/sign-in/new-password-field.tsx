"use client";

import { Check, Circle } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { classNames } from "../ui/class-names.ts";
import { Field } from "../ui/field.tsx";
import { PasswordInput } from "../ui/password-input.tsx";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";
import { type PasswordRule, passwordRules } from "./password-rules.ts";

interface NewPasswordFieldProps {
  label: string;
  name?: string;
  error?: string | null;
}

/** A password somebody makes up, with the rules ticked off while they type. */
export function NewPasswordField({ label, name = "password", error }: NewPasswordFieldProps) {
  const t = useTexts("signIn.rules");
  const [password, setPassword] = useState("");
  const rules = Object.keys(passwordRules) as PasswordRule[];
  return (
    <Field
      label={label}
      error={error}
      hint={
        <>
          <VisuallyHidden>{t("label")} </VisuallyHidden>
          <span className="flex flex-wrap gap-x-3 gap-y-1 pt-0.5">
            {rules.map((rule) => (
              <Rule key={rule} met={passwordRules[rule](password)} text={t(rule)} />
            ))}
          </span>
        </>
      }
    >
      {(control) => (
        <PasswordInput
          {...control}
          name={name}
          autoComplete="new-password"
          required
          maxLength={128}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
    </Field>
  );
}

function Rule({ met, text }: { met: boolean; text: string }) {
  const t = useTexts("signIn.rules");
  const Mark = met ? Check : Circle;
  return (
    <span className={classNames("inline-flex items-center gap-1", met && "text-success-ink")}>
      <Mark aria-hidden className={met ? "size-3.5" : "mx-0.5 size-2.5"} />
      <span aria-hidden>{text}</span>
      <VisuallyHidden>{t(met ? "met" : "unmet", { rule: text })}. </VisuallyHidden>
    </span>
  );
}
