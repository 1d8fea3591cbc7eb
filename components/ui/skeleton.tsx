import { classNames } from "./class-names.ts";

/** The shape of something that is coming. Appears after 150 ms, so that what is fast does not flicker. Size it with classes. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className="block animate-late">
      <span className={classNames("block animate-pulse rounded-sm bg-hover", className)} />
    </span>
  );
}
