"use client";

import * as RadixPopover from "radix-ui/popover";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface PopoverProps {
  /** One button that takes a ref. */
  trigger: ReactElement;
  /** Accessible name of the panel. */
  label: string;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
}

/** A small panel beside a button, for more than a list of acts: a form, a picker, details. */
export function Popover({
  trigger,
  label,
  align = "start",
  side = "bottom",
  className,
  children,
  ...state
}: PopoverProps) {
  return (
    <RadixPopover.Root {...state}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            "z-50 max-h-(--radix-popper-available-height) max-w-[calc(100vw-1rem)] animate-rise overflow-y-auto rounded-lg border border-line bg-raised p-4 text-ink shadow-float outline-none",
            className,
          )}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
