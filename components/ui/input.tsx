import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { fieldStyle } from "./field-style.ts";

/** A line of text. Give it a label with `Field`. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={classNames(fieldStyle, "read-only:bg-sunken h-9 touch:h-11", className)} />;
}
