"use client";

import { type FormEvent, startTransition, useActionState } from "react";
import type { FormAction, FormResult } from "./form-result.ts";

interface FormState {
  result: FormResult | null;
  /** The refusal, when there is one. */
  failure: Extract<FormResult, { ok: false }> | null;
  busy: boolean;
  /** For the `<form>`: works before the page lives, and keeps what was typed when the server refuses. */
  formProps: { action: (form: FormData) => void; onSubmit: (event: FormEvent<HTMLFormElement>) => void };
}

/** A form that is sent to a server action. */
export function useFormAction(action: FormAction): FormState {
  const [result, submit, busy] = useActionState(action, null);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => submit(form));
  };
  return {
    result,
    failure: result?.ok === false && !busy ? result : null,
    busy,
    formProps: { action: submit, onSubmit },
  };
}
