"use client";

import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Inbox } from "#server/domain/inboxes/contract.ts";

interface InboxFieldProps {
  label: string;
  inboxes: readonly Inbox[];
  /** Id of the chosen one. */
  value: number;
  onChange: (id: number) => void;
}

/** Which inbox a group belongs to; not asked where there is no choice. */
export function InboxField({ label, inboxes, value, onChange }: InboxFieldProps) {
  if (inboxes.length < 2) return null;
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
          options={inboxes.map((inbox) => ({ value: String(inbox.id), label: inbox.name }))}
        />
      )}
    </Field>
  );
}
