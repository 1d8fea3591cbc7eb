import { createHmac, randomBytes } from "node:crypto";
import { equalInConstantTime } from "../secrets.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_SECONDS = 30;
const DIGITS = 6;
/** Clocks of phones are a little wrong. */
const STEPS_AROUND = 1;

/** A secret as apps for one-time codes take it: 160 random bits in base32. */
export function newOneTimeSecret(): string {
  return [...randomBytes(32)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** What a QR code for such an app says (https://github.com/google/google-authenticator/wiki/Key-Uri-Format). */
export function provisioningUrl({ secret, email, issuer }: { secret: string; email: string; issuer: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

/**
 * Which half minute since 1970 a code belongs to (RFC 6238: HMAC-SHA1, 30 seconds, six digits); null when it is the code of none
 * around now.
 *
 * @param now  milliseconds since 1970
 */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  const current = Math.floor(now / 1000 / STEP_SECONDS);
  for (let step = current - STEPS_AROUND; step <= current + STEPS_AROUND; step++) {
    if (equalInConstantTime(oneTimeCode(secret, step), code.replaceAll(" ", ""))) return step;
  }
  return null;
}

/** The code of one half minute. */
export function oneTimeCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", bytesOf(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
