import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** E.164 as the contract has it: a plus and 2 to 15 digits (contract, contacts §1). */
const E164 = /^\+[1-9]\d{1,14}$/;

/**
 * A number as people write it, in E.164: spaces, brackets, dots and dashes go, `00` becomes `+`.
 *
 * @returns null when what remains is no number with a country code
 */
export function toE164(text: string): string | null {
  const plain = text
    .trim()
    .replace(/[\s().\-/\u00a0\u200e\u202a\u202c]/g, "")
    .replace(/^00/, "+");
  if (E164.test(plain)) return plain;
  // Digits of other scripts, extensions, `tel:`.
  const parsed = parsePhoneNumberFromString(text);
  return parsed?.isPossible() ? parsed.number : null;
}

/** `5511987654321` as E.164; null for what cannot be a number. */
export function digitsToE164(digits: string): string | null {
  const number = `+${digits}`;
  return E164.test(number) ? number : null;
}

/** Numbers with an optional digit inside: country code, area code where it stands before that digit, digit, rest. */
const optionalDigits = [
  // Mobile numbers got a ninth digit; landlines, which begin lower, never did, and are other people's.
  /^(55\d\d)(9?)([6-9]\d{7})$/,
  // Argentina and Mexico mark mobile numbers called from abroad.
  /^(54)(9?)([1-9]\d{9})$/,
  /^(52)(1?)([2-9]\d{9})$/,
];
const extraDigit: Record<string, string> = { "54": "9", "52": "1" };

/**
 * The forms under which providers know one number (contract, inboxes §7): Brazilian mobile numbers exist with and without
 * their ninth digit, Argentine and Mexican ones with and without a 9 or 1 after the country code.
 *
 * @param digits  with country code, without plus
 * @returns the number itself first
 */
export function phoneVariants(digits: string): string[] {
  for (const pattern of optionalDigits) {
    const [, start, extra, rest] = pattern.exec(digits) ?? [];
    if (start && rest) return [digits, `${start}${extra ? "" : (extraDigit[start] ?? "9")}${rest}`];
  }
  return [digits];
}

/** One form for all the forms of a number. */
export const canonicalPhone = (digits: string): string => phoneVariants(digits).sort()[0] ?? digits;

/**
 * Digits that a search for a number compares, in every form: also Brazilian numbers without country code, with and without
 * the ninth digit.
 *
 * @returns `[]` when the text is no number
 */
export function searchedDigits(text: string): string[] {
  if (!/^[\d\s().+\-/]+$/.test(text)) return [];
  const digits = text.replace(/\D/g, "").replace(/^0+/, "");
  if (digits.length < 3) return [];
  const local = /^(\d\d)(9?)(\d{8})$/.exec(digits);
  const inBrazil = local ? [`${local[1]}${local[2] ? "" : "9"}${local[3]}`] : [];
  return [...new Set([...phoneVariants(digits), ...inBrazil])];
}

/** Same line? Equal, or the last eight digits agree (contract, groups §3). */
export function isSamePhone(one: string | null | undefined, other: string | null | undefined): boolean {
  const [a, b] = [one, other].map((phone) => (phone ?? "").replace(/\D/g, ""));
  if (!a || !b) return false;
  return a === b || (a.length >= 8 && b.length >= 8 && a.slice(-8) === b.slice(-8));
}
