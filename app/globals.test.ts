import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

/** Text on ground: 4.5:1 (WCAG 1.4.3). */
const TEXT: [string, string][] = [
  ...["ink", "muted", "faint"].flatMap((ink) =>
    ["sunken", "canvas", "surface", "raised"].map((ground): [string, string] => [ink, ground]),
  ),
  ["ink", "hover"],
  ["muted", "hover"],
  ...["in", "out", "note"].flatMap((side): [string, string][] => [
    ["ink", `bubble-${side}`],
    ["muted", `bubble-${side}`],
  ]),
  ["ink", "highlight"],
  ["ink", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["accent-ink", "accent-soft"],
  ["accent-ink", "canvas"],
  ["accent-ink", "surface"],
  ["accent-ink", "bubble-out"],
  ["on-danger", "danger"],
  ["on-danger", "danger-strong"],
  ...["danger", "warning", "success", "info"].flatMap((tone): [string, string][] => [
    [`${tone}-ink`, `${tone}-soft`],
    [`${tone}-ink`, "surface"],
    [`${tone}-ink`, "canvas"],
  ]),
  ["person", "person-soft"],
  ["person", "bubble-in"],
  ["person", "canvas"],
];

/** Outlines, marks and rings on ground: 3:1 (WCAG 1.4.11). */
const SHAPES: [string, string][] = ["control", "focus", "accent", "success", "warning", "danger"].flatMap((shape) =>
  ["canvas", "surface", "raised"].map((ground): [string, string] => [shape, ground]),
);

const HUES = Array.from({ length: 12 }, (_, index) => index * 30);

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("%s theme", (_name, theme) => {
  test.each(TEXT)("%s is readable on %s", (ink, ground) => {
    for (const hue of ink === "person" ? HUES : [0]) {
      expect(contrast(token(ink, theme, hue), token(ground, theme, hue)), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(SHAPES)("%s is visible on %s", (shape, ground) => {
    expect(contrast(token(shape, theme, 0), token(ground, theme, 0))).toBeGreaterThanOrEqual(3);
  });
});

function token(name: string, theme: 0 | 1, hue: number): [number, number, number] {
  const line = css.match(new RegExp(`--color-${name}: light-dark\\((.+)\\);`))?.[1];
  const value = line?.match(/oklch\((?:[^()]|\([^()]*\))*\)/g)?.[theme];
  const numbers = value
    ?.replace(/var\([^)]*\)/, String(hue))
    .match(/[\d.]+/g)
    ?.map(Number);
  if (!numbers) throw new Error(`no token ${name}`);
  const [l = 0, c = 0, h = 0] = numbers;
  return [l, c, h];
}

function contrast(a: [number, number, number], b: [number, number, number]): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of an OKLCH colour (Ottosson's matrices), clipped to what a screen shows. */
function luminance([lightness, chroma, hue]: [number, number, number]): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
