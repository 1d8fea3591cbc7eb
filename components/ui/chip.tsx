"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/use-texts.ts";

interface ChipProps {
  children: ReactNode;
  icon?: ReactNode;
  /** Adds a button that takes the chip away; `name` tells screen readers which. */
  onRemove?: () => void;
  name?: string;
}

/** One of several small things that belong to something: a label, a filter, a recipient. */
export function Chip({ children, icon, onRemove, name }: ChipProps) {
  const t = useTexts("ui");
  return (
    <span className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-sm border border-line bg-surface ps-2 text-sm text-ink last:pe-2 [&_svg]:size-3.5">
      {icon}
      <span className="truncate" dir="auto">
        {children}
      </span>
      {onRemove ? (
        <button
          type="button"
          aria-label={name ? `${t("remove")}: ${name}` : t("remove")}
          onClick={onRemove}
          className="grid size-6 shrink-0 place-items-center rounded-sm text-muted ring-within hover:bg-hover hover:text-ink touch:size-8"
        >
          <X aria-hidden />
        </button>
      ) : (
        <span className="w-0.5" />
      )}
    </span>
  );
}
