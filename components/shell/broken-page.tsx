"use client";

import { useEffect } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { ErrorState } from "../ui/error-state.tsx";

interface BrokenPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** What a screen shows that could not be drawn. The rest of the page goes on. */
export function BrokenPage({ error, reset }: BrokenPageProps) {
  const t = useTexts("errors.broken");
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <ErrorState reason={`${t("title")}. ${t("body")}`} requestId={error.digest} onRetry={reset} className="my-auto" />
  );
}
