import { CircleHelp } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";

interface UnsupportedCardProps {
  type: string;
  raw: unknown;
  /** Administrators may look at what came. */
  showRaw: boolean;
}

/** A message of a kind we cannot draw: it is said that it came, and what it was. */
export function UnsupportedCard({ type, raw, showRaw }: UnsupportedCardProps) {
  const t = useTexts("thread.bubble");
  return (
    <div className="max-w-full">
      <p className="flex items-center gap-2 text-muted">
        <CircleHelp aria-hidden className="size-4 shrink-0" />
        {t("unsupported", { type })}
      </p>
      {showRaw && raw !== null ? (
        <details className="mt-1">
          <summary className="min-h-6 text-sm text-accent-ink">{t("rawContent")}</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboards could not scroll the box without the focus
            tabIndex={0}
            className="mt-1 max-h-60 max-w-md overflow-auto rounded-sm bg-sunken p-2 font-mono text-xs"
            dir="ltr"
          >
            {JSON.stringify(raw, null, 2)}
          </pre>
        </details>
      ) : null}
    </div>
  );
}
