"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import type { ButtonSize } from "./button-style.ts";
import { buttonStyle } from "./button-style.ts";
import { classNames } from "./class-names.ts";
import { Menu } from "./menu.tsx";
import type { MenuEntry } from "./menu-entries.tsx";

interface SplitButtonProps {
  children: ReactNode;
  icon?: ReactNode;
  onClick: () => void;
  /** The rarer ways. */
  entries: readonly MenuEntry[];
  /** Accessible name of the arrow: "More ways to send". */
  menuLabel: string;
  variant?: "primary" | "secondary";
  size?: ButtonSize;
  busy?: boolean;
  disabled?: boolean;
  "data-testid"?: string;
}

/** The usual act, and beside it a menu with its variants. */
export function SplitButton({
  variant = "secondary",
  size = "medium",
  entries,
  menuLabel,
  children,
  ...main
}: SplitButtonProps) {
  return (
    <span className="inline-flex">
      <Button {...main} variant={variant} size={size} className="rounded-e-none">
        {children}
      </Button>
      <Menu
        align="end"
        entries={entries}
        trigger={
          <button
            type="button"
            aria-label={menuLabel}
            disabled={main.disabled}
            className={classNames(
              buttonStyle(variant, size),
              "rounded-s-none px-1.5 touch:min-w-11",
              variant === "primary" ? "border-s-on-accent/30" : "border-s-transparent",
            )}
          >
            <ChevronDown aria-hidden />
          </button>
        }
      />
    </span>
  );
}
