import { expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { formatBytes, formatSeconds } from "./format-bytes.ts";
import { waveform } from "./waveform.ts";

test("a waveform becomes forty bars between 0 and 1, whatever comes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.base64String(), fc.array(fc.integer())), (value) => {
      const bars = waveform(value);
      expect(bars === null || (bars.length === 40 && bars.every((height) => height >= 0 && height <= 1))).toBe(true);
    }),
  );
  expect(waveform(btoa(String.fromCharCode(0, 50, 100, 50)))?.slice(0, 1)).toEqual([0]);
  expect(waveform([0, 0, 0, 0])).toBeNull();
});

test("sizes and lengths as people write them", () => {
  expect(formatBytes(16 * 1024 * 1024, "en")).toBe("16 MB");
  expect(formatBytes(1.5 * 1024 * 1024, "pt-BR")).toBe("1,5 MB");
  expect(formatBytes(2048, "en")).toBe("2 kB");
  expect(formatBytes(12, "en")).toBe("12 bytes");
  expect([formatSeconds(75.9), formatSeconds(Number.NaN), formatSeconds(-1)]).toEqual(["1:15", "0:00", "0:00"]);
});
