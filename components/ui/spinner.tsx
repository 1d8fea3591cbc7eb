import { classNames } from "./class-names.ts";

/** A turning ring, as large as the text around it. What is being waited for is said in words beside it or by `aria-busy`. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-block size-[1.1em] shrink-0 animate-spin rounded-full border-2 border-current border-e-transparent motion-reduce:animate-pulse",
        className,
      )}
    />
  );
}
