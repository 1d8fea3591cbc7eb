"use client";

import { ApiError } from "../../data/api-error.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ErrorState } from "../../ui/error-state.tsx";

interface LoadFailedProps {
  query: { error: Error; refetch: () => Promise<unknown>; isFetching: boolean };
}

/** Stands where something could not be loaded. */
export function LoadFailed({ query }: LoadFailedProps) {
  const errors = useTexts("errorSentences");
  return (
    <ErrorState
      reason={requestSentence(errors, query.error)}
      requestId={query.error instanceof ApiError ? query.error.requestId : null}
      onRetry={() => void query.refetch()}
      retrying={query.isFetching}
    />
  );
}
