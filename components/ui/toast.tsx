"use client";

/** How long an act can be taken back, in milliseconds. */
export const UNDO_MS = 6000;

interface ToastOptions {
  /** A button on the toast. */
  action?: { label: string; onClick: () => void };
  tone?: "neutral" | "danger";
  /** Milliseconds; 4 s, or the undo time when there is an action. */
  duration?: number;
}

/**
 * A sentence at the edge of the page that goes by itself. Danger is announced at once and stays until it is closed or replaced.
 * The toaster is fetched once the page works.
 */
export async function toast(text: string, { action, tone = "neutral", duration }: ToastOptions = {}): Promise<void> {
  const { showToast: show } = await import("./toaster-host.tsx");
  const danger = tone === "danger";
  show(danger ? <span role="alert">{text}</span> : text, {
    action: action ? { label: action.label, onClick: action.onClick } : undefined,
    duration: duration ?? (danger ? Number.POSITIVE_INFINITY : action ? UNDO_MS : 4000),
    className: danger ? "parley-toast-danger" : undefined,
    testId: "toast",
  });
}
