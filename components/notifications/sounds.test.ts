import { afterEach, expect, test, vi } from "vitest";
import { playTone, rememberSound, soundChoice } from "./sounds.ts";

const stored = new Map<string, string>();
vi.stubGlobal("localStorage", {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => stored.set(key, value),
});
afterEach(() => stored.clear());

test("a choice is remembered; nonsense counts as not chosen", () => {
  expect(soundChoice()).toEqual({ tone: "chime", volume: 0.6 });
  rememberSound({ tone: "knock", volume: 0 });
  expect(soundChoice()).toEqual({ tone: "knock", volume: 0 });
  stored.set("parley-notification-sound", "trumpet 7");
  expect(soundChoice()).toEqual({ tone: "chime", volume: 0.6 });
});

test("a tone is a sound file that begins and ends in silence; a browser that forbids it is no error", async () => {
  const files: Blob[] = [];
  vi.stubGlobal("URL", { createObjectURL: (blob: Blob) => `blob:${files.push(blob)}` });
  const played: [string, number][] = [];
  vi.stubGlobal(
    "Audio",
    class {
      volume = 1;
      readonly src: string;
      constructor(src: string) {
        this.src = src;
      }
      async play() {
        if (this.src === "blob:2") throw new DOMException("not yet", "NotAllowedError");
        played.push([this.src, this.volume]);
      }
    },
  );
  expect(await playTone({ tone: "bell", volume: 0.5 })).toBe(true);
  expect(await playTone({ tone: "drop", volume: 0.5 })).toBe(false);
  expect(await playTone({ tone: "none", volume: 1 })).toBe(true);
  expect(played).toEqual([["blob:1", 0.5]]);
  const bytes = new DataView(await (files[0] as Blob).arrayBuffer());
  expect([bytes.getUint32(0), bytes.getInt16(44, true)]).toEqual([0x52494646, 0]);
  expect(Math.abs(bytes.getInt16(bytes.byteLength - 2, true))).toBeLessThan(500);
});
