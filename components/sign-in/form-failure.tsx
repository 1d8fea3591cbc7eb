"use client";

import { requestSentence } from "../i18n/error-sentences.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Banner } from "../ui/banner.tsx";
import type { FormResult } from "./form-result.ts";

interface FormFailureProps {
  failure: Extract<FormResult, { ok: false }> | null;
  /** Sentences that fit this form better than the general ones, by code. */
  sentences?: Readonly<Record<string, string>>;
  /** Each wrong field says what is wrong with it. */
  isSaidAtFields?: boolean;
}

/** Why the server refused a form, above its button. */
export function FormFailure({ failure, sentences, isSaidAtFields }: FormFailureProps) {
  const t = useTexts("errorSentences");
  if (!failure) return null;
  if (isSaidAtFields) return <Banner tone="danger">{t("request.invalid")}</Banner>;
  return <Banner tone="danger">{sentences?.[failure.code] ?? requestSentence(t, failure)}</Banner>;
}
