import { expect, test } from "vitest";
import { composerAct } from "./composer-key.ts";

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});
const enter = { sendKey: "enter", isEmpty: false } as const;
const withModifier = { sendKey: "cmd_enter", isEmpty: false } as const;

test("Enter sends, or makes a line where Ctrl+Enter sends; Ctrl+Enter always sends", () => {
  expect([composerAct(press("Enter"), enter), composerAct(press("Enter"), withModifier)]).toEqual(["send", null]);
  expect(composerAct(press("Enter", { ctrlKey: true }), withModifier)).toBe("send");
  expect(composerAct(press("Enter", { metaKey: true }), enter)).toBe("send");
  expect(composerAct(press("Enter", { shiftKey: true }), enter)).toBeNull();
});

test("an input method that composes never sends", () => {
  expect(composerAct(press("Enter", { isComposing: true }), enter)).toBeNull();
  expect(composerAct(press("Enter", { keyCode: 229 }), enter)).toBeNull();
});

test("the arrow changes the last message only while nothing is written", () => {
  expect(composerAct(press("ArrowUp"), enter)).toBeNull();
  expect(composerAct(press("ArrowUp"), { ...enter, isEmpty: true })).toBe("editLast");
});

test("letters are letters", () => {
  expect(["j", "k", "?", "b", "i"].map((key) => composerAct(press(key), enter))).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(composerAct(press("b", { ctrlKey: true }), enter)).toBe("bold");
});
