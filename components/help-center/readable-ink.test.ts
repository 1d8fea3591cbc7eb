import { expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { opaque, readableInk } from "./readable-ink.ts";

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = (hex.slice(1).match(/../g) ?? []).map((pair) => {
    const value = Number.parseInt(pair, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

test("what is written on any colour can be read", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
      const color = `#${value.toString(16).padStart(6, "0")}`;
      const [low = 0, high = 0] = [luminance(color), luminance(readableInk(color))].sort((a, b) => a - b);
      expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test("short colours and transparent ones are understood", () => {
  expect([readableInk("#fff"), readableInk("#000"), readableInk("#0008")]).toEqual(["#000000", "#ffffff", "#ffffff"]);
  expect([opaque("#0008"), opaque("#11223344"), opaque("#123"), opaque("#112233")]).toEqual([
    "#000",
    "#112233",
    "#123",
    "#112233",
  ]);
});
