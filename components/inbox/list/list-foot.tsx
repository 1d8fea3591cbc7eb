"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

interface ListFootProps {
  hasMore: boolean;
  hasFailed: boolean;
  onRetry: () => void;
}

/** What stands below the last row: more is coming, could not come, or there is no more. */
export function ListFoot({ hasMore, hasFailed, onRetry }: ListFootProps) {
  const t = useTexts("inbox.list");
  const ui = useTexts("ui");
  if (hasFailed) {
    return (
      <p className="p-4 text-center">
        <Button size="small" onClick={onRetry}>
          {ui("tryAgain")}
        </Button>
      </p>
    );
  }
  return (
    <p className="flex h-14 items-center justify-center gap-2 text-sm text-faint">
      {hasMore ? (
        <>
          <Spinner />
          <span className="sr-only">{t("loadingMore")}</span>
        </>
      ) : (
        t("end")
      )}
    </p>
  );
}
