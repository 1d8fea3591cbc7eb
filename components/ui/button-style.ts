import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger" | "danger-quiet";
export type ButtonSize = "small" | "medium" | "large";

const base =
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium " +
  "transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed " +
  "aria-disabled:opacity-55 touch:min-h-11 [&_svg]:shrink-0";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:not-disabled:bg-accent-strong",
  secondary: "border-line bg-raised text-ink shadow-card hover:not-disabled:bg-hover",
  quiet: "border-transparent text-muted hover:not-disabled:bg-hover hover:not-disabled:text-ink",
  danger: "border-transparent bg-danger text-on-danger hover:not-disabled:bg-danger-strong",
  "danger-quiet": "border-transparent text-danger-ink hover:not-disabled:bg-danger-soft",
};

const sizes: Record<ButtonSize, string> = {
  small: "h-7 px-2.5 text-sm [&_svg]:size-3.5",
  medium: "h-9 px-3.5 text-base [&_svg]:size-4",
  large: "h-11 px-5 text-lg [&_svg]:size-5",
};

/** Classes of everything that looks like a button, so that links can, too. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize): string {
  return classNames(base, variants[variant], sizes[size]);
}
