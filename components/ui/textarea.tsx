import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { fieldStyle } from "./field-style.ts";

/** Several lines of text; grows with what is written, up to its `max-h-*` class. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={classNames(fieldStyle, "read-only:bg-sunken field-sizing-content min-h-20 resize-y py-2", className)}
    />
  );
}
