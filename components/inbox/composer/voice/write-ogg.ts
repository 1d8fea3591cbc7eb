import type { OpusStream } from "./read-webm.ts";

/** Sound is counted in samples of 1/48000 s, whatever it was recorded with (RFC 7845, section 4). */
const SAMPLES_PER_MS = 48;
/** A page holds a second of sound at most, so that players can jump; and 255 segments, which the format does not exceed. */
const PACKETS_PER_PAGE = 50;
const SEGMENTS_PER_PAGE = 255;
const SEGMENT_BYTES = 255;
const FIRST = 0x02;
const LAST = 0x04;

interface Page {
  packets: Uint8Array[];
  /** Samples up to the end of the page. */
  samples: number;
}

/** Writes Opus packets as an Ogg file (RFC 3533, RFC 7845), which is what phones play as a voice message. */
export function writeOgg({ head, packets }: OpusStream): Uint8Array<ArrayBuffer> {
  const pages = [{ packets: [head], samples: 0 }, { packets: [tags()], samples: 0 }, ...soundPages(packets)];
  const serial = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const written = pages.map((page, number) =>
    writePage(page, { number, serial, flags: number === 0 ? FIRST : number === pages.length - 1 ? LAST : 0 }),
  );
  const file = new Uint8Array(written.reduce((length, page) => length + page.length, 0));
  let at = 0;
  for (const page of written) {
    file.set(page, at);
    at += page.length;
  }
  return file;
}

function soundPages(packets: Uint8Array[]): Page[] {
  const pages: Page[] = [];
  let page: Page = { packets: [], samples: 0 };
  let segments = 0;
  for (const packet of packets) {
    const needed = segmentsOf(packet).length;
    if (page.packets.length === PACKETS_PER_PAGE || segments + needed > SEGMENTS_PER_PAGE) {
      pages.push(page);
      page = { packets: [], samples: page.samples };
      segments = 0;
    }
    page.packets.push(packet);
    page.samples += samplesOf(packet);
    segments += needed;
  }
  return [...pages, page];
}

function writePage({ packets, samples }: Page, place: { number: number; serial: number; flags: number }): Uint8Array {
  const segments = packets.flatMap(segmentsOf);
  const headBytes = 27 + segments.length;
  const page = new Uint8Array(headBytes + segments.reduce((length, segment) => length + segment, 0));
  const view = new DataView(page.buffer);
  page.set(new TextEncoder().encode("OggS"));
  page[5] = place.flags;
  view.setBigUint64(6, BigInt(samples), true);
  view.setUint32(14, place.serial, true);
  view.setUint32(18, place.number, true);
  page[26] = segments.length;
  page.set(segments, 27);
  let at = headBytes;
  for (const packet of packets) {
    page.set(packet, at);
    at += packet.length;
  }
  view.setUint32(22, checksum(page), true);
  return page;
}

/** A packet is as many full segments as fit into it, and one that is not full, be it empty. */
function segmentsOf(packet: Uint8Array): number[] {
  const full = Math.floor(packet.length / SEGMENT_BYTES);
  return [...Array<number>(full).fill(SEGMENT_BYTES), packet.length % SEGMENT_BYTES];
}

/** The second packet names who wrote the file, and nothing else. */
function tags(): Uint8Array {
  const vendor = new TextEncoder().encode("Parley");
  const packet = new Uint8Array(8 + 4 + vendor.length + 4);
  packet.set(new TextEncoder().encode("OpusTags"));
  new DataView(packet.buffer).setUint32(8, vendor.length, true);
  packet.set(vendor, 12);
  return packet;
}

/** How long a packet sounds: its first byte says how long a frame is, and how many there are (RFC 6716, section 3.1). */
function samplesOf(packet: Uint8Array): number {
  const first = packet[0] ?? 0;
  const kind = first >> 3;
  const frameMs = kind < 12 ? [10, 20, 40, 60][kind & 3] : kind < 16 ? [10, 20][kind & 1] : [2.5, 5, 10, 20][kind & 3];
  const frames = [1, 2, 2, (packet[1] ?? 0) & 0x3f][first & 3];
  return (frameMs ?? 0) * (frames ?? 0) * SAMPLES_PER_MS;
}

/** CRC-32 with the polynomial 0x04c11db7, neither reflected nor inverted, over a page whose own checksum is zero. */
function checksum(page: Uint8Array): number {
  let sum = 0;
  for (const byte of page) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
