"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";

interface ErrorStateProps {
  /** What happened and what to do, in one or two sentences. */
  reason: string;
  /** Id under which the server logged it. */
  requestId?: string | null;
  onRetry?: () => void;
  retrying?: boolean;
  className?: string;
}

/** What a place says that could not be loaded: the reason, a reference and a way on. */
export function ErrorState({ reason, requestId, onRetry, retrying, className }: ErrorStateProps) {
  const t = useTexts("ui");
  return (
    <div
      role="alert"
      className={classNames("mx-auto grid max-w-sm justify-items-center gap-2 px-6 py-12 text-center", className)}
    >
      <span
        aria-hidden
        className="mb-2 grid size-12 place-items-center rounded-xl rounded-es-sm bg-danger-soft text-danger-ink"
      >
        <CircleAlert className="size-6" />
      </span>
      <p>{reason}</p>
      {requestId ? <p className="numeric text-sm text-faint">{t("requestId", { id: requestId })}</p> : null}
      {onRetry ? (
        <Button className="mt-3" icon={<RotateCw aria-hidden />} onClick={onRetry} busy={retrying}>
          {t("tryAgain")}
        </Button>
      ) : null}
    </div>
  );
}
