"use client";

import { useLocale } from "use-intl/react";
import { useTexts } from "../../i18n/use-texts.ts";
import { Field, type FieldControl } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { PasswordInput } from "../../ui/password-input.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import type { ChannelField, FieldValues } from "./channel-draft.ts";
import type { FieldProblems } from "./field-problems.ts";

interface ChannelFieldsProps {
  fields: readonly ChannelField[];
  values: FieldValues;
  problems: FieldProblems;
  /** Keys of secrets that have a value already. */
  storedSecrets?: readonly string[];
  onChange: (key: string, value: string) => void;
}

/** The form of a channel, drawn from its fields. Which values are good the server alone judges. */
export function ChannelFields({ fields, values, problems, storedSecrets = [], onChange }: ChannelFieldsProps) {
  const t = useTexts("inboxes.fields");
  const inLanguage = useLanguageChoice();
  return fields.map((field) => {
    const problem = problems[field.key];
    const isStored = storedSecrets.includes(field.key);
    if (field.kind === "switch") {
      return (
        <Switch
          key={field.key}
          name={field.key}
          label={inLanguage(field.label) ?? field.key}
          hint={inLanguage(field.hint)}
          checked={values[field.key] ? values[field.key] === "true" : field.preset === true}
          onChange={(event) => onChange(field.key, String(event.target.checked))}
        />
      );
    }
    return (
      <Field
        key={field.key}
        label={inLanguage(field.label) ?? field.key}
        hint={isStored ? t("stored") : inLanguage(field.hint)}
        error={problem === undefined ? null : problem === "wrong" ? t(`wrong.${wordsFor[field.kind]}`) : t(problem)}
      >
        {(control) => (
          <FieldInput
            control={control}
            field={isStored ? { ...field, placeholder: "••••••••" } : field}
            value={values[field.key] ?? ""}
            onChange={(value) => onChange(field.key, value)}
          />
        )}
      </Field>
    );
  });
}

/** Picks the words of the reader's language. */
function useLanguageChoice() {
  const locale = useLocale();
  return (words: Record<string, string> | undefined) => words?.[locale] ?? words?.en;
}

interface FieldInputProps {
  control: FieldControl;
  field: ChannelField;
  value: string;
  onChange: (value: string) => void;
}

function FieldInput({ control, field, value, onChange }: FieldInputProps) {
  const inLanguage = useLanguageChoice();
  const attributes = {
    ...control,
    name: field.key,
    value,
    placeholder: field.placeholder,
    dir: field.kind === "text" ? "auto" : "ltr",
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  if (field.kind === "choice") {
    const options = (field.options ?? []).map((option) => ({
      value: option.value,
      label: inLanguage(option.label) ?? option.value,
    }));
    return <Select {...control} name={field.key} value={value} options={options} onChange={attributes.onChange} />;
  }
  if (field.kind === "secret") return <PasswordInput {...attributes} autoComplete="new-password" />;
  return <Input {...attributes} inputMode={keyboards[field.kind]} autoComplete="off" spellCheck={false} />;
}

const wordsFor = {
  text: "text",
  secret: "secret",
  url: "url",
  phone: "phone",
  switch: "text",
  choice: "text",
} as const;

/** The keys a phone offers. Checking is not left to the browser: its bubbles speak its own language. */
const keyboards = { text: "text", url: "url", phone: "tel", switch: "none", choice: "none" } as const;
