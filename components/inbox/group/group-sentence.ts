"use client";

import { useMemo } from "react";
import { ApiError } from "#components/data/api-error.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import type { Texts } from "#components/i18n/messages.ts";
import { useTexts } from "#components/i18n/use-texts.ts";

/** What the server says for other clients in words. */
const spelled = new Map<string, Refusal>([
  ["Access Denied", "unsupported"],
  ["This channel cannot do this with groups", "unsupported"],
  ["refused", "noReason"],
]);

type Refusal = keyof Texts["groups"]["refusal"];

/** What to say when something about a group was refused: ours for codes we know, the provider's words for the rest. */
export function useGroupSentences() {
  const t = useTexts("groups.refusal");
  const sentences = useTexts("errorSentences");
  return useMemo(() => {
    /** About one person of several. */
    const ofPerson = (code: string | null, reason: string | null): string => {
      const own = code === null ? undefined : spelled.get(code);
      if (own) return t(own, { reason: reason ?? "" });
      if (code && code !== "other" && t.has(code as Refusal)) return t(code as Refusal, { reason: reason ?? "" });
      return reason ? t("other", { reason }) : t("noReason");
    };
    /** About a whole call. */
    const ofError = (error: unknown): string => {
      if (!(error instanceof ApiError) || error.code !== "refused" || error.message === "")
        return requestSentence(sentences, error);
      return ofPerson(error.reason ?? error.message, error.message);
    };
    return { ofPerson, ofError };
  }, [t, sentences]);
}
