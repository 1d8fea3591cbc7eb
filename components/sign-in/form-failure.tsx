"use client";

import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Banner } from "../ui/banner.tsx";
import type { FormResult } from "./form-result.ts";

interface FormFailureProps {
  failure: Extract<FormResult, { ok: false }> | null;
  /** Sentences that fit this form better than the general ones, by code. */
  sentences?: Readonly<Record<string, string>>;
}

/** Why the server refused a form, above its button. */
export function FormFailure({ failure, sentences }: FormFailureProps) {
  const t = useTexts("errorSentences");
  if (!failure) return null;
  return <Banner tone="danger">{sentences?.[failure.code] ?? requestSentence(t, failure)}</Banner>;
}
