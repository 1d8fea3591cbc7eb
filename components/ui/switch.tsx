import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** On or off, in force at once. */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  return (
    <label
      className={classNames(
        "flex cursor-pointer items-start justify-between gap-4 has-disabled:cursor-not-allowed touch:min-h-11",
        className,
      )}
    >
      <span className="min-w-0">
        {label}
        {hint ? <span className="block text-sm text-muted">{hint}</span> : null}
      </span>
      <span className="relative mt-px inline-flex h-6 w-10 shrink-0">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its state by itself
          role="switch"
          {...rest}
          className="peer h-6 w-10 forced-colors:appearance-auto cursor-pointer appearance-none rounded-full border border-control bg-sunken transition-colors checked:border-accent checked:bg-accent disabled:cursor-not-allowed disabled:opacity-50"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute start-1 forced-colors:hidden top-1 size-4 rounded-full bg-control transition-all duration-150 peer-checked:start-5 peer-checked:bg-on-accent"
        />
      </span>
    </label>
  );
}
