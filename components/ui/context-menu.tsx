"use client";

import * as RadixContextMenu from "radix-ui/context-menu";
import type { ReactElement } from "react";
import { MenuEntries, type MenuEntry, menuSheet } from "./menu-entries.tsx";

interface ContextMenuProps {
  entries: readonly MenuEntry[];
  /** One element that takes a ref. */
  children: ReactElement;
}

/** The same entries as a `Menu`, on right click, long press and `Shift+F10`. Never the only way to an act. */
export function ContextMenu({ entries, children }: ContextMenuProps) {
  return (
    <RadixContextMenu.Root modal={false}>
      <RadixContextMenu.Trigger asChild>{children}</RadixContextMenu.Trigger>
      <RadixContextMenu.Portal>
        <RadixContextMenu.Content className={menuSheet} collisionPadding={8}>
          <MenuEntries parts={RadixContextMenu} entries={entries} />
        </RadixContextMenu.Content>
      </RadixContextMenu.Portal>
    </RadixContextMenu.Root>
  );
}
