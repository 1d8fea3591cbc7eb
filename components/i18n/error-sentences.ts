import type { useTranslations } from "use-intl/react";
import { ApiError, type ApiErrorCode } from "../data/api-error.ts";
import type { Texts } from "./messages.ts";
import { serverSentence } from "./server-sentences.ts";

/** `useTexts("errorSentences")`, or the server's counterpart. */
type Sentences = ReturnType<typeof useTranslations<"errorSentences">>;

interface Failure {
  code: ApiErrorCode;
  /** What the server said; it may know more than the code. */
  message?: string;
  requestId?: string | null;
  retryAfter?: number;
}

/** What to say about a request that failed, or about anything else that was thrown. */
export function requestSentence(t: Sentences, thrown: unknown): string {
  const failure = toFailure(thrown);
  switch (failure.code) {
    case "internal":
      return t("request.internal", { id: failure.requestId ?? "–" });
    case "too_many_requests":
      return failure.retryAfter
        ? t("request.tooManyRequestsFor", { seconds: failure.retryAfter })
        : t("request.too_many_requests");
    case "refused":
    case "invalid":
    case "conflict":
      if (!failure.message) return t(`request.${failure.code}`);
      return serverSentence(t, failure.message) ?? failure.message;
    default:
      return t(`request.${failure.code}`);
  }
}

/**
 * What to say about a message the provider did not take.
 *
 * @param code    one of the table's, or a provider's own
 * @param reason  the provider's words, shown when the code says nothing to us
 */
export function deliverySentence(
  t: Sentences,
  code: string | null | undefined,
  reason: string | null | undefined,
): string {
  const key = `delivery.${code}` as `delivery.${keyof Texts["errorSentences"]["delivery"]}`;
  if (code && code !== "other" && t.has(key)) return t(key, { reason: reason ?? "" });
  return reason ? t("delivery.other", { reason }) : t("delivery.noReason");
}

function toFailure(thrown: unknown): Failure {
  if (thrown instanceof ApiError) return thrown;
  const result = typeof thrown === "object" && thrown !== null ? (thrown as Partial<Failure>) : {};
  return { code: "internal", ...result };
}
