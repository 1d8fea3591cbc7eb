import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  /** The label is for screen readers only, as in the rows of a list. */
  labelHidden?: boolean;
  hint?: ReactNode;
}

/** A yes or no that is sent with a form. */
export function Checkbox({ label, labelHidden, hint, className, ...rest }: CheckboxProps) {
  return (
    <label
      className={classNames("group flex cursor-pointer items-start gap-2.5 has-disabled:cursor-not-allowed", className)}
    >
      <span
        className={classNames(
          "relative grid size-6 shrink-0 place-items-center touch:size-11",
          // The box stays in line with what is above it; only what can be touched grows.
          labelHidden ? null : "touch:-mx-2.5",
        )}
      >
        <input
          type="checkbox"
          {...rest}
          className="peer size-[1.125rem] forced-colors:appearance-auto cursor-pointer appearance-none rounded-sm border border-control bg-surface transition-colors checked:border-accent checked:bg-accent disabled:cursor-not-allowed disabled:opacity-50"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute size-3.5 forced-colors:hidden text-on-accent opacity-0 peer-checked:opacity-100"
        />
      </span>
      <span className={labelHidden ? "sr-only" : "py-0.5 touch:py-2.5"}>
        {label}
        {hint ? <span className="block text-sm text-muted">{hint}</span> : null}
      </span>
    </label>
  );
}
