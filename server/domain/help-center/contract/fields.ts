import { z } from "zod";
import { textUpTo } from "../../../platform/contract/fields.ts";

/** Part of a public address: letters, digits, `-` and `_`. */
export const slug = textUpTo(255)
  .trim()
  .min(1, "can't be blank")
  .regex(/^[\p{L}\p{M}\p{N}_-]*$/u, "is invalid");

/** A language as the wire has it: `en`, `pt_BR`. */
export const localeCode = z.string().regex(/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$/, "is invalid");

export const name = textUpTo(255).trim().min(1, "can't be blank");

/** Blank means none. */
export const textOrNone = (max = 255) =>
  textUpTo(max)
    .transform((value) => (value.trim() === "" ? null : value))
    .nullish();

export const portalPath = z.object({ id: z.string() });
