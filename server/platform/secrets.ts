import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { runtime } from "./runtime.ts";

/** Written before each ciphertext, so that a later format can be told apart. */
const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a text with AES-256-GCM under a key derived from `SECRET_KEY`.
 *
 * @returns `v1.<key id>.<base64url of nonce, tag and ciphertext>`; a new one each time
 */
export function encrypt(text: string): string {
  const key = derivedKey("encryption");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return `${VERSION}.${keyId(key)}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/**
 * Reads what `encrypt` wrote.
 *
 * @throws when the text was changed, or written under another `SECRET_KEY`: the message says which
 */
export function decrypt(sealed: string): string {
  const [version, id, data] = sealed.split(".");
  if (version !== VERSION || data === undefined) throw new Error("This is not an encrypted text");
  const key = derivedKey("encryption");
  if (id !== keyId(key)) throw new Error("This was encrypted with another SECRET_KEY");
  const bytes = Buffer.from(data, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return text.toString("utf8");
}

/** A random token of letters and digits (`-` and `_` excluded: people select tokens with a double click). */
export function newToken(length = 24): string {
  let token = "";
  while (token.length < length)
    token += randomBytes(length * 2)
      .toString("base64")
      .replace(/[^A-Za-z0-9]/g, "");
  return token.slice(0, length);
}

/** SHA-256 as hex. For tokens of `newToken`, which need no slow hash; never for passwords. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * Signs a text under `SECRET_KEY`.
 *
 * @param purpose  what the signature is for; one for another purpose does not fit
 * @returns base64url
 */
export const sign = (purpose: string, text: string): string =>
  createHmac("sha256", derivedKey(`signature:${purpose}`))
    .update(text)
    .digest("base64url");

/** Does `signature` come from `sign` with the same purpose and text? Takes the same time whatever is wrong. */
export const verifySignature = (purpose: string, text: string, signature: string): boolean =>
  equalInConstantTime(sign(purpose, text), signature);

/** Compares two secrets without telling by time where they differ, nor how long the expected one is. */
export function equalInConstantTime(expected: string, given: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(expected), hash(given));
}

/** Each use has a key of its own, so that what leaks from one says nothing about another. */
function derivedKey(use: string): Buffer {
  return Buffer.from(hkdfSync("sha256", runtime().config.secretKey, "", `parley:${use}`, 32));
}

/** Says which key was used without saying anything about it. */
const keyId = (key: Buffer): string => createHash("sha256").update("id").update(key).digest("hex").slice(0, 8);
