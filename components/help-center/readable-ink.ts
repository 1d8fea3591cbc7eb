/**
 * Black or white, whichever can be read on a colour: one of them always has a contrast of 4.5 or more (WCAG 2.1, 1.4.3).
 *
 * @param color  `#rgb` or `#rrggbb`, with or without transparency
 */
export function readableInk(color: string): "#000000" | "#ffffff" {
  const digits = color.slice(1);
  const pairs = digits.length < 6 ? [...digits.slice(0, 3)].map((digit) => digit + digit) : digits.match(/../g);
  const [red = 0, green = 0, blue = 0] = (pairs ?? []).map((pair) => linear(Number.parseInt(pair, 16) / 255));
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.179 ? "#000000" : "#ffffff";
}

/** The colour without its transparency, which would let the page shine through and take the contrast away. */
export const opaque = (color: string): string =>
  color.length === 5 ? color.slice(0, 4) : color.length === 9 ? color.slice(0, 7) : color;

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
