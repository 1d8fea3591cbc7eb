import { expect, test } from "vitest";
import { newOneTimeSecret, oneTimeCode, provisioningUrl, stepOfCode } from "./one-time-code.ts";

/** `12345678901234567890`, the secret of RFC 6238's own examples. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("after %d seconds the code is %s, as in RFC 6238", (seconds, code) => {
  expect(oneTimeCode(secret, Math.floor(seconds / 30))).toBe(code);
  expect(stepOfCode(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test("a code of the half minute before or after is taken, an older one is not", () => {
  const at = 1_234_567_890_000;
  const [before, after, old] = [-1, 1, -2].map((steps) => oneTimeCode(secret, Math.floor(at / 30_000) + steps));
  expect(stepOfCode(secret, before ?? "", at)).not.toBeNull();
  expect(stepOfCode(secret, after ?? "", at)).not.toBeNull();
  expect(stepOfCode(secret, old ?? "", at)).toBeNull();
  expect(stepOfCode(secret, "", at)).toBeNull();
});

test("secrets are 160 bits of base32, and the address for the QR code carries them", () => {
  const made = newOneTimeSecret();
  expect(made).toMatch(/^[A-Z2-7]{32}$/);
  expect(provisioningUrl({ secret: made, email: "a+b@example.com", issuer: "Parley" })).toBe(
    `otpauth://totp/Parley:a%2Bb%40example.com?secret=${made}&issuer=Parley`,
  );
});
