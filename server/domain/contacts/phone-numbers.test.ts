import { expect, test } from "vitest";
import { canonicalPhone, isSamePhone, phoneVariants, searchedDigits, toE164 } from "./phone-numbers.ts";

test("numbers are understood however people write them, and nothing else is", () => {
  for (const text of ["+5511987654321", "+55 (11) 98765-4321", "0055 11 98765.4321", " +55-11-98765-4321 "]) {
    expect(toE164(text)).toBe("+5511987654321");
  }
  for (const text of ["", "12", "11987654321", "+0123456", "call me", `+${"1".repeat(16)}`])
    expect(toE164(text)).toBeNull();
});

test("numbers with an optional digit exist in both forms, and no other number does", () => {
  for (const [full, short] of [
    ["5511987654321", "551187654321"],
    ["5491112345678", "541112345678"],
    ["5215512345678", "525512345678"],
  ] as const) {
    expect(phoneVariants(full)).toEqual([full, short]);
    expect(phoneVariants(short)).toEqual([short, full]);
    expect(canonicalPhone(full)).toBe(canonicalPhone(short));
  }
  for (const other of ["12025550143", "551133334444", "5511933334444", "351912345678"])
    expect(phoneVariants(other)).toEqual([other]);
});

test("a search looks for digits only when the text is a number", () => {
  expect(searchedDigits("(11) 98765-4321")).toEqual(["11987654321", "1187654321"]);
  expect(searchedDigits("+55 11 8765-4321")).toContain("5511987654321");
  expect(searchedDigits("1198765")).toEqual(["1198765"]);
  expect(searchedDigits("order 123")).toEqual([]);
  expect(searchedDigits("12")).toEqual([]);
});

test("two numbers are the same line when they are equal or end in the same eight digits", () => {
  expect(isSamePhone("+5587988465072", "558788465072")).toBe(true);
  expect(isSamePhone("+12025550143", "+12025550144")).toBe(false);
  expect(isSamePhone("143", "12025550143")).toBe(false);
  expect(isSamePhone(null, null)).toBe(false);
});
