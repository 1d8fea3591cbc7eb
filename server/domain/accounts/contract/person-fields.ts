import { z } from "zod";

export const roles = ["agent", "administrator"] as const;
export const availabilities = ["online", "busy", "offline"] as const;

/** Lower-case, checked for form only. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(255, "is too long (maximum is 255 characters)")
  .pipe(z.email("is invalid"));

export const shortName = z.string().trim().min(1, "can't be blank").max(255, "is too long (maximum is 255 characters)");

/** Contract, conventions §2.3. */
export const newPassword = z
  .string()
  .min(6, "is too short (minimum is 6 characters)")
  .max(128, "is too long (maximum is 128 characters)")
  .regex(/\p{Lu}/u, "must contain at least 1 uppercase character (A-Z)")
  .regex(/\p{Ll}/u, "must contain at least 1 lowercase character (a-z)")
  .regex(/\d/, "must contain at least 1 number (0-9)")
  .regex(/[^\p{L}\d\s]/u, "must contain at least 1 special character (!@#$%^&*()_+-=[]{}|\"/\\.,`<>:;?~')");

/** A language, with or without its country: `en`, `pt_BR`, `pt-BR`. */
export const languageTag = z.string().max(20).refine(isLanguage, "is not included in the list");

function isLanguage(tag: string): boolean {
  const [language = ""] = tag.split(/[_-]/);
  if (!/^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/.test(tag)) return false;
  return new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(language) !== undefined;
}

/** A zone of the IANA data base, such as `America/Sao_Paulo`. */
export const timeZone = z.string().max(64).refine(isTimeZone, "is invalid");

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
