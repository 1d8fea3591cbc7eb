"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** Accessible name, and the tooltip. */
  label: string;
  icon: ReactNode;
  size?: "small" | "medium";
  tone?: "quiet" | "accent" | "danger";
  /** Shown in the tooltip, for instance `Alt+E`. */
  shortcut?: string;
  busy?: boolean;
}

const tones = {
  quiet:
    "text-muted hover:not-disabled:bg-hover hover:not-disabled:text-ink aria-expanded:bg-hover aria-expanded:text-ink",
  accent: "bg-accent text-on-accent hover:not-disabled:bg-accent-strong",
  danger: "text-danger-ink hover:not-disabled:bg-danger-soft",
};

/** A button that shows a picture only; its name is in the tooltip and for screen readers. `aria-pressed` makes it a toggle. */
export function IconButton({
  label,
  icon,
  size = "medium",
  tone = "quiet",
  shortcut,
  busy,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} off={rest["aria-expanded"] === true}>
      <button
        type="button"
        aria-label={label}
        aria-busy={busy || undefined}
        {...rest}
        onClick={busy ? undefined : rest.onClick}
        className={classNames(
          "inline-flex shrink-0 select-none items-center justify-center rounded-md transition-colors duration-100",
          "disabled:cursor-not-allowed disabled:opacity-50 aria-pressed:bg-accent-soft aria-pressed:text-accent-ink touch:size-11",
          size === "small" ? "size-7 [&_svg]:size-4" : "size-9 [&_svg]:size-[1.125rem]",
          tones[tone],
          className,
        )}
      >
        {busy ? <Spinner /> : icon}
      </button>
    </Tooltip>
  );
}
