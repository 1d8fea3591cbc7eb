"use client";

import * as RadixTooltip from "radix-ui/tooltip";
import type { ReactElement } from "react";
import { Kbd } from "./kbd.tsx";

interface TooltipProps {
  text: string;
  shortcut?: string;
  /** While what it names is open, it would lie over it. */
  off?: boolean;
  side?: "top" | "right" | "bottom" | "left";
  /** One element that takes a ref; something focusable, or keyboards never see the tooltip. */
  children: ReactElement;
}

/** A short word on hover and focus. Never the only place of something people need. Needs `TooltipProvider` around the page. */
export function Tooltip({ text, shortcut, off, side = "bottom", children }: TooltipProps) {
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      {off ? null : (
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-sm bg-ink px-2 py-1 text-sm text-canvas shadow-float"
          >
            {text}
            {shortcut ? <Kbd keys={shortcut} inverted /> : null}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      )}
    </RadixTooltip.Root>
  );
}

/** Once around the page: the first tooltip waits, its neighbours open at once. */
export const TooltipProvider = RadixTooltip.Provider;
