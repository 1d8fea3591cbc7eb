import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readWebm } from "./read-webm.ts";
import { voiceFile } from "./voice-file.ts";
import { writeOgg } from "./write-ogg.ts";

/** 2.58 seconds, as Chromium records them. */
const recorded = new Uint8Array(readFileSync(path.join(import.meta.dirname, "recorded.webm")));
const blob = () => new Blob([recorded]);

interface Page {
  flags: number;
  samples: number;
  serial: number;
  number: number;
  packets: Uint8Array[];
}

/** Pages of an Ogg file whose packets end where their page ends (RFC 3533, section 6). */
function readPages(file: Uint8Array): Page[] {
  const pages: Page[] = [];
  for (let at = 0; at < file.length; ) {
    const view = new DataView(file.buffer, file.byteOffset + at);
    expect(new TextDecoder().decode(file.subarray(at, at + 4))).toBe("OggS");
    const count = view.getUint8(26);
    const packets: Uint8Array[] = [];
    let from = at + 27 + count;
    let length = 0;
    for (const segment of file.subarray(at + 27, at + 27 + count)) {
      length += segment;
      if (segment === 255) continue;
      packets.push(file.subarray(from, from + length));
      from += length;
      length = 0;
    }
    pages.push({
      flags: view.getUint8(5),
      samples: Number(view.getBigUint64(6, true)),
      serial: view.getUint32(14, true),
      number: view.getUint32(18, true),
      packets,
    });
    at = from;
  }
  return pages;
}

test("a recording in WebM becomes Ogg with the same packets and the time they sound", async () => {
  const file = await voiceFile(blob(), "audio/webm;codecs=opus");
  expect(file.type).toBe("audio/ogg");
  expect(file.name).toMatch(/^voice-\d+\.ogg$/);
  const [head, tags, ...sound] = readPages(new Uint8Array(await file.arrayBuffer()));
  const source = readWebm(recorded);
  expect(head).toMatchObject({ flags: 2, samples: 0, number: 0, packets: [source?.head] });
  expect(new TextDecoder().decode(tags?.packets[0])).toMatch(/^OpusTags/);
  expect(sound.flatMap(({ packets }) => packets)).toEqual(source?.packets);
  expect(sound.at(-1)).toMatchObject({ flags: 4, samples: 43 * 60 * 48, serial: head?.serial });
});

test("a long recording has many numbered pages, each with what sounds until its end; large packets keep their length", () => {
  // 20 ms each; 255 is a length that ends with an empty segment.
  const lengths = [1, 254, 255, 256, 510, 700];
  const packets = [...Array(600).keys()].map((n) => new Uint8Array(lengths[n % lengths.length] ?? 1).fill(0x78));
  const pages = readPages(writeOgg({ head: new Uint8Array(19), packets }));
  expect(pages.map(({ number }) => number)).toEqual([...pages.keys()]);
  expect(pages.slice(2).flatMap((page) => page.packets)).toEqual(packets);
  let sounded = 0;
  for (const page of pages.slice(2)) {
    sounded += page.packets.length * 960;
    expect(page.samples).toBe(sounded);
  }
});

test.each([
  ["a file of another kind", "audio/mp4", new Uint8Array([0, 0, 0, 0x1c, 0x66, 0x74, 0x79, 0x70]), "m4a"],
  ["a file that breaks off in the head", "audio/webm", recorded.subarray(0, 40), "webm"],
  ["nothing", "audio/webm", new Uint8Array(), "webm"],
])("%s is sent as it was recorded", async (_what, type, bytes, extension) => {
  const file = await voiceFile(new Blob([bytes as Uint8Array<ArrayBuffer>]), type);
  expect(file.type).toBe(type);
  expect(file.name.endsWith(`.${extension}`)).toBe(true);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
});
