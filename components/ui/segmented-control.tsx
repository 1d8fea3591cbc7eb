"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

interface SegmentedControlProps<Value extends string> {
  /** Accessible name; shown above unless `labelHidden`. */
  label: string;
  labelHidden?: boolean;
  hint?: ReactNode;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
}

/** One of two to four, all in sight. Arrows move and choose, as in any group of radio buttons. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, labelHidden, hint, options, value, onChange, className } = props;
  const name = useId();
  return (
    <fieldset className={classNames("min-w-0", className)}>
      <legend className={labelHidden ? "sr-only" : "mb-1.5 font-medium"}>{label}</legend>
      <div className="inline-flex max-w-full flex-wrap gap-0.5 rounded-md bg-sunken p-0.5 ring-1 ring-line">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative flex min-h-8 cursor-pointer items-center gap-1.5 rounded-sm px-3 text-muted transition-colors hover:text-ink has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-card has-checked:forced-colors:outline-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus touch:min-h-11 [&>svg]:size-4"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-sm outline-none"
            />
            {option.icon}
            {option.label}
          </label>
        ))}
      </div>
      {hint ? <p className="mt-1.5 text-sm text-muted">{hint}</p> : null}
    </fieldset>
  );
}
