import { describe, expect, test } from "vitest";
import { type KeyPress, shortcutOf, shortcuts } from "./shortcuts.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : "",
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});
const reading = { isTyping: false, isMac: false };
const typing = { isTyping: true, isMac: false };

describe("shortcuts", () => {
  test("letters work outside of text fields only", () => {
    expect(shortcutOf(press("j"), reading)).toBe("nextConversation");
    for (const key of ["j", "k", "?", "e", "]"])
      expect(shortcutOf(press(key, { shiftKey: key === "?" }), typing)).toBeNull();
    expect(shortcutOf(press("?", { shiftKey: true }), reading)).toBe("sheet");
  });

  test("with Alt they work everywhere, by the physical key", () => {
    expect(shortcutOf(press("∆", { code: "KeyJ", altKey: true }), typing)).toBe("nextConversation");
    expect(shortcutOf(press("e", { altKey: true }), typing)).toBe("resolve");
    expect(shortcutOf(press("e", { altKey: true, ctrlKey: true }), typing)).toBe("resolveAndNext");
  });

  test("what the browser or the text field owns is left alone", () => {
    for (const key of ["c", "v", "z", "a", "f", "t", "l"])
      expect(shortcutOf(press(key, { ctrlKey: true }), reading)).toBeNull();
    expect(shortcutOf(press("J", { shiftKey: true }), reading)).toBeNull();
  });

  test("on a Mac, Option types characters in a text field: Ctrl goes with it", () => {
    const mac = { isTyping: true, isMac: true };
    expect(shortcutOf(press("´", { code: "KeyE", altKey: true }), mac)).toBeNull();
    expect(shortcutOf(press("´", { code: "KeyE", altKey: true, ctrlKey: true }), mac)).toBe("resolve");
    expect(shortcutOf(press("´", { code: "KeyE", altKey: true }), { ...mac, isTyping: false })).toBe("resolve");
    expect(shortcutOf(press("e", { altKey: true, metaKey: true }), mac)).toBe("resolveAndNext");
  });

  test("who switched single letters off keeps the others", () => {
    const without = { isTyping: false, isMac: false, isWithoutLetters: true };
    for (const key of ["j", "e", "?", "]"])
      expect(shortcutOf(press(key, { shiftKey: key === "?" }), without)).toBeNull();
    expect(shortcutOf(press("j", { altKey: true }), without)).toBe("nextConversation");
  });

  test("no key has two page-wide meanings", () => {
    const keys = shortcuts.filter(({ isLocal }) => !isLocal).flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
