"use client";

import { complaintsByField } from "../i18n/server-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import type { FormResult } from "./form-result.ts";
import { useFocusOnError } from "./use-focus-on-error.ts";

/**
 * What the server says about each field of the form, in the reader's language; the first of them gets the focus.
 *
 * @param names  fields that the form shows
 * @returns nothing when the refusal is about something else as well: then it is said in one place
 */
export function useFieldSentences(
  failure: Extract<FormResult, { ok: false }> | null,
  names: readonly string[],
): Readonly<Record<string, string>> {
  const t = useTexts("errorSentences");
  useFocusOnError(failure);
  return failure?.code === "invalid" ? complaintsByField(t, failure.message, names) : {};
}
