"use client";

import { useTexts } from "../i18n/use-texts.ts";
import { Button } from "./button.tsx";
import { useLeaveGuard } from "./use-leave-guard.ts";

interface SaveBarProps {
  /** Something differs from what is stored. The bar is there only then. */
  dirty: boolean;
  busy: boolean;
  onDiscard: () => void;
  /** Why saving is not possible at the moment. */
  blocked?: string | null;
}

/** Save and Discard at the foot of a form, with a guard against leaving. Save submits the form around it. */
export function SaveBar({ dirty, busy, onDiscard, blocked }: SaveBarProps) {
  const t = useTexts("ui");
  const guarded = dirty && !busy;
  useLeaveGuard(guarded, t("leaveUnsaved"));
  if (!dirty && !busy) return null;
  return (
    <div className="sticky bottom-3 z-10 mt-5 flex animate-rise flex-wrap items-center justify-end gap-2 rounded-lg border border-line bg-raised p-2 ps-4 shadow-float">
      <p role="status" className="me-auto text-sm text-muted">
        {blocked ?? t("unsavedChanges")}
      </p>
      <Button variant="quiet" onClick={onDiscard} disabled={busy}>
        {t("discard")}
      </Button>
      <Button type="submit" variant="primary" busy={busy} disabled={Boolean(blocked)}>
        {t(busy ? "saving" : "save")}
      </Button>
    </div>
  );
}
