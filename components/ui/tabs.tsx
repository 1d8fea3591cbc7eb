"use client";

import * as RadixTabs from "radix-ui/tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface Tab<Value extends string> {
  value: Value;
  label: ReactNode;
  /** Shown behind the label; left out while unknown. */
  count?: number;
}

interface TabsProps<Value extends string> {
  /** Accessible name of the row. */
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
  /** What the chosen tab shows. */
  children?: ReactNode;
}

/** One of several views of the same place. Arrows move, and choose at once. */
export function Tabs<Value extends string>({ label, tabs, value, onChange, className, children }: TabsProps<Value>) {
  return (
    <RadixTabs.Root value={value} onValueChange={(next) => onChange(next as Value)} asChild>
      {/* Without a direction of its own: it would turn everything inside back on pages from right to left. */}
      <div className="contents" dir={undefined}>
        <RadixTabs.List aria-label={label} className={classNames("flex gap-1 border-b border-line", className)}>
          {tabs.map((tab) => (
            <RadixTabs.Trigger
              key={tab.value}
              value={tab.value}
              className="-mb-px flex min-h-9 shrink-0 items-center whitespace-nowrap gap-1.5 border-b-2 border-transparent px-2.5 font-medium text-muted ring-within transition-colors hover:text-ink forced-colors:border-[Canvas] data-[state=active]:border-accent forced-colors:data-[state=active]:border-[Highlight] data-[state=active]:text-ink touch:min-h-11"
            >
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="numeric text-sm font-normal text-faint">{tab.count}</span>
              )}
            </RadixTabs.Trigger>
          ))}
        </RadixTabs.List>
        <RadixTabs.Content value={value} tabIndex={-1} className="contents">
          {children}
        </RadixTabs.Content>
      </div>
    </RadixTabs.Root>
  );
}
