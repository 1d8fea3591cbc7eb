import { classNames } from "./class-names.ts";

interface CountBadgeProps {
  count: number;
  /** For screen readers, instead of the bare number: "3 unread messages". */
  label: string;
  /** Above it, `max+` is shown. */
  max?: number;
  className?: string;
  "data-testid"?: string;
}

/** A number that asks for attention; nothing at zero. */
export function CountBadge({ count, label, max = 99, className, ...rest }: CountBadgeProps) {
  if (count <= 0) return null;
  return (
    <span
      {...rest}
      className={classNames(
        "numeric inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent",
        className,
      )}
    >
      <span aria-hidden>{count > max ? `${max}+` : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
