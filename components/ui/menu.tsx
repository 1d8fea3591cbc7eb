"use client";

import * as DropdownMenu from "radix-ui/dropdown-menu";
import type { ReactElement } from "react";
import { MenuEntries, type MenuEntry, menuSheet } from "./menu-entries.tsx";

interface MenuProps {
  /** One button that takes a ref. */
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A list of things to do that opens from a button. Arrows, letters and `Esc` work. */
export function Menu({ trigger, entries, align = "start", side = "bottom", open, onOpenChange }: MenuProps) {
  return (
    <DropdownMenu.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menuSheet} align={align} side={side} sideOffset={6} collisionPadding={8}>
          <MenuEntries parts={DropdownMenu} entries={entries} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
