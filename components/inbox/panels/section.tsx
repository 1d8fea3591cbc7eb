import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** A part of a panel that can be folded. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <details open className="group border-t border-line">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 px-4 font-medium ring-within hover:bg-hover [&::-webkit-details-marker]:hidden">
        <h3 className="flex-1">{title}</h3>
        {aside ? <span className="numeric text-sm text-muted">{aside}</span> : null}
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90 rtl:not-group-open:-scale-x-100"
        />
      </summary>
      <div className="px-4 pb-4">{children}</div>
    </details>
  );
}
