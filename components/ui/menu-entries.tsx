"use client";

import { Check, ChevronRight } from "lucide-react";
import Link from "next/link";
import type * as ContextMenu from "radix-ui/context-menu";
import type * as DropdownMenu from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Kbd } from "./kbd.tsx";

export interface MenuAction {
  kind?: "action";
  label: ReactNode;
  icon?: ReactNode;
  shortcut?: string;
  danger?: boolean;
  /** Not possible now: why. The entry stays readable and does nothing. */
  unavailable?: string;
  onSelect: () => void;
}

interface MenuLink {
  kind: "link";
  label: ReactNode;
  icon?: ReactNode;
  href: string;
  newTab?: boolean;
}

interface MenuChoice {
  kind: "choice";
  label: string;
  value: string;
  options: readonly { value: string; label: ReactNode; icon?: ReactNode }[];
  onChange: (value: string) => void;
}

interface MenuToggle {
  kind: "toggle";
  label: ReactNode;
  icon?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

interface MenuSub {
  kind: "sub";
  label: ReactNode;
  icon?: ReactNode;
  entries: readonly MenuEntry[];
}

/** One line of a menu. `choice` is a group of which one is marked, `sub` opens to the side. */
export type MenuEntry =
  | MenuAction
  | MenuLink
  | MenuChoice
  | MenuToggle
  | MenuSub
  | { kind: "heading"; label: ReactNode }
  | { kind: "separator" };

/** The two menus of Radix have the same parts; one renderer serves both. */
type Parts = typeof DropdownMenu | typeof ContextMenu;

const line =
  "flex min-h-8 cursor-pointer select-none items-center gap-2.5 rounded-sm px-2.5 py-1 outline-none touch:min-h-11 " +
  "data-highlighted:bg-hover data-[state=open]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted";

/** Classes of the sheet that holds the lines. */
export const menuSheet =
  "z-50 max-h-(--radix-popper-available-height) min-w-48 max-w-80 animate-rise overflow-y-auto rounded-lg border border-line " +
  "bg-raised p-1 text-ink shadow-float";

/** The lines of a menu, drawn with the parts of a dropdown or of a context menu. */
export function MenuEntries({ parts, entries }: { parts: Parts; entries: readonly MenuEntry[] }) {
  return entries.map((entry, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: entries are plain data without identity
    <Entry key={index} parts={parts as typeof DropdownMenu} entry={entry} />
  ));
}

function Entry({ parts: Menu, entry }: { parts: typeof DropdownMenu; entry: MenuEntry }) {
  switch (entry.kind) {
    case "separator":
      return <Menu.Separator className="mx-2 my-1 h-px bg-line" />;
    case "heading":
      return <Menu.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-faint">{entry.label}</Menu.Label>;
    case "choice":
      return <Choice parts={Menu} entry={entry} />;
    case "sub":
      return <Sub parts={Menu} entry={entry} />;
    case "toggle":
      return (
        <Menu.CheckboxItem className={line} checked={entry.checked} onCheckedChange={entry.onChange}>
          {entry.icon}
          <span className="min-w-0 flex-1">{entry.label}</span>
          <Mark parts={Menu} />
        </Menu.CheckboxItem>
      );
    case "link":
      return (
        <Menu.Item asChild className={line}>
          <Link href={entry.href} {...(entry.newTab ? { target: "_blank", rel: "noopener" } : {})}>
            {entry.icon}
            {entry.label}
          </Link>
        </Menu.Item>
      );
    default:
      return <Action parts={Menu} entry={entry} />;
  }
}

function Action({ parts: Menu, entry }: { parts: typeof DropdownMenu; entry: MenuAction }) {
  const unavailable = entry.unavailable !== undefined;
  return (
    <Menu.Item
      className={classNames(
        line,
        entry.danger && "text-danger-ink data-highlighted:bg-danger-soft [&>svg]:text-danger-ink",
        unavailable && "cursor-not-allowed text-faint",
      )}
      aria-disabled={unavailable || undefined}
      onSelect={(event) => (unavailable ? event.preventDefault() : entry.onSelect())}
    >
      {entry.icon}
      <span className="min-w-0 flex-1">
        {entry.label}
        {unavailable ? <span className="block text-xs">{entry.unavailable}</span> : null}
      </span>
      {entry.shortcut ? (
        <span className="touch:hidden">
          <Kbd keys={entry.shortcut} />
        </span>
      ) : null}
    </Menu.Item>
  );
}

function Choice({ parts: Menu, entry }: { parts: typeof DropdownMenu; entry: MenuChoice }) {
  return (
    <Menu.RadioGroup value={entry.value} onValueChange={entry.onChange} aria-label={entry.label}>
      <Menu.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-faint">{entry.label}</Menu.Label>
      {entry.options.map((option) => (
        <Menu.RadioItem key={option.value} value={option.value} className={line}>
          {option.icon}
          <span className="min-w-0 flex-1">{option.label}</span>
          <Mark parts={Menu} />
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

function Sub({ parts: Menu, entry }: { parts: typeof DropdownMenu; entry: MenuSub }) {
  return (
    <Menu.Sub>
      <Menu.SubTrigger className={line}>
        {entry.icon}
        <span className="min-w-0 flex-1">{entry.label}</span>
        <ChevronRight aria-hidden className="rtl:-scale-x-100" />
      </Menu.SubTrigger>
      <Menu.Portal>
        <Menu.SubContent className={menuSheet} sideOffset={4} collisionPadding={8}>
          <MenuEntries parts={Menu} entries={entry.entries} />
        </Menu.SubContent>
      </Menu.Portal>
    </Menu.Sub>
  );
}

function Mark({ parts: Menu }: { parts: typeof DropdownMenu }) {
  return (
    <Menu.ItemIndicator>
      <Check aria-hidden className="size-4 text-accent-ink" />
    </Menu.ItemIndicator>
  );
}
