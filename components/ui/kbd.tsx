import { classNames } from "./class-names.ts";

/** Keys to press: `Ctrl+Enter`. */
export function Kbd({ keys, inverted }: { keys: string; inverted?: boolean }) {
  return (
    <kbd className="inline-flex items-center gap-0.5 font-sans" dir="ltr">
      {keys.split("+").map((key) => (
        <span
          key={key}
          className={classNames(
            "min-w-5 rounded-sm border px-1 text-center text-xs",
            inverted ? "border-current opacity-80" : "border-line bg-sunken text-muted",
          )}
        >
          {key}
        </span>
      ))}
    </kbd>
  );
}
