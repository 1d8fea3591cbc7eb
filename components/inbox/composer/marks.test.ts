import { expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { toggleMark } from "./marks.ts";

test("marks in the dialect of the channel", () => {
  expect(toggleMark({ text: "say hello", from: 4, to: 9 }, "bold", "whatsapp")).toEqual({
    text: "say *hello*",
    from: 5,
    to: 10,
  });
  expect(toggleMark({ text: "say hello", from: 4, to: 9 }, "strike", "markdown")).toEqual({
    text: "say ~~hello~~",
    from: 6,
    to: 11,
  });
  expect(toggleMark({ text: "", from: 0, to: 0 }, "italic", "whatsapp")).toEqual({ text: "__", from: 1, to: 1 });
});

test("a list takes whole lines", () => {
  expect(toggleMark({ text: "a\nb\nc", from: 2, to: 5 }, "list", "whatsapp").text).toBe("a\n- b\n- c");
  expect(toggleMark({ text: "- b\n- c", from: 0, to: 7 }, "list", "whatsapp").text).toBe("b\nc");
});

test("twice is not at all", () => {
  const selection = fc
    .string()
    .chain((text) =>
      fc
        .tuple(fc.nat(text.length), fc.nat(text.length))
        .map(([a, b]) => ({ text, from: Math.min(a, b), to: Math.max(a, b) })),
    );
  fc.assert(
    fc.property(
      selection,
      fc.constantFrom("bold" as const, "italic" as const, "strike" as const, "code" as const),
      (chosen, mark) => {
        fc.pre(!/[*_~`]/.test(chosen.text));
        expect(toggleMark(toggleMark(chosen, mark, "whatsapp"), mark, "whatsapp")).toEqual(chosen);
      },
    ),
  );
});
