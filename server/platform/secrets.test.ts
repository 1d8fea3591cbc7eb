import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime, setRuntime } from "./runtime.ts";
import { decrypt, encrypt, equalInConstantTime, hashToken, newToken, sign, verifySignature } from "./secrets.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

test("an encrypted text comes back, and never looks the same twice", () => {
  const text = "schlüssel 🔑".repeat(50);
  expect(decrypt(encrypt(text))).toBe(text);
  expect(decrypt(encrypt(""))).toBe("");
  expect(encrypt(text)).not.toBe(encrypt(text));
});

test("a changed text is refused", () => {
  const sealed = encrypt("token");
  const flipped = sealed.slice(0, -1) + (sealed.endsWith("A") ? "B" : "A");
  for (const bad of [flipped, sealed.slice(0, -8), "token", ""]) expect(() => decrypt(bad)).toThrow();
});

test("a text of another SECRET_KEY says so", () => {
  const sealed = encrypt("token");
  const before = runtime();
  setRuntime({ ...before, config: { ...before.config, secretKey: "another key of good length" } });
  expect(() => decrypt(sealed)).toThrow("another SECRET_KEY");
  setRuntime(before);
});

test("tokens have the asked length, differ and hash alike", () => {
  expect(newToken()).toMatch(/^[A-Za-z0-9]{24}$/);
  expect(newToken(64)).toMatch(/^[A-Za-z0-9]{64}$/);
  expect(newToken()).not.toBe(newToken());
  expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("a signature fits its purpose and its text only", () => {
  const signature = sign("file", "a/b");
  expect(verifySignature("file", "a/b", signature)).toBe(true);
  expect(verifySignature("invitation", "a/b", signature)).toBe(false);
  expect(verifySignature("file", "a/c", signature)).toBe(false);
  expect(verifySignature("file", "a/b", "")).toBe(false);
  expect(equalInConstantTime("abc", "abcd")).toBe(false);
});
