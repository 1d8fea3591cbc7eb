/** What a recording holds: how Opus is to be decoded, and its packets in order. */
export interface OpusStream {
  /** As WebM keeps it for the track, which is the first packet that Ogg wants. */
  head: Uint8Array;
  packets: Uint8Array[];
}

/** Elements by their EBML ids (webmproject.org, container guidelines). */
const TRACK = { codec: 0x86, codecPrivate: 0x63a2 };
const BLOCKS = new Set([0xa3, 0xa1]);
/** Segment, Tracks, TrackEntry, Cluster, BlockGroup: what they hold is read as if it stood beside them. */
const CONTAINERS = new Set([0x18538067, 0x1654ae6b, 0xae, 0x1f43b675, 0xa0]);
/** In a block's flags: several packets in one, which recorders do not do with sound. */
const LACED = 0x06;

/**
 * Takes the packets out of a WebM file with one Opus track, as browsers record it: also one whose lengths are unknown
 * because it was written while it was recorded.
 *
 * @returns null for a file of another kind
 */
export function readWebm(file: Uint8Array): OpusStream | null {
  const packets: Uint8Array[] = [];
  let head: Uint8Array | null = null;
  for (let at = 0; at < file.length; ) {
    const id = readNumber(file, at, true);
    const size = id && readNumber(file, id.end, false);
    if (!size) return null;
    if (CONTAINERS.has(id.value)) {
      at = size.end;
      continue;
    }
    const content = file.subarray(size.end, size.end + size.value);
    if (id.value === TRACK.codec && new TextDecoder().decode(content) !== "A_OPUS") return null;
    if (id.value === TRACK.codecPrivate) head = content;
    if (BLOCKS.has(id.value)) {
      const packet = packetOf(content);
      if (!packet) return null;
      packets.push(packet);
    }
    at = size.end + size.value;
  }
  return head && packets.length > 0 ? { head, packets } : null;
}

/** A block is the number of its track, its time in two bytes, flags, and then the packet. */
function packetOf(block: Uint8Array): Uint8Array | null {
  const track = readNumber(block, 0, false);
  const flags = track ? block[track.end + 2] : undefined;
  return !track || flags === undefined || flags & LACED ? null : block.subarray(track.end + 3);
}

/** A number whose leading zero bits say how many bytes it has. Ids keep the bit that ends them, lengths do not. */
function readNumber(file: Uint8Array, at: number, isId: boolean): { value: number; end: number } | null {
  const first = file[at];
  if (!first) return null;
  const length = Math.clz32(first) - 23;
  if (at + length > file.length) return null;
  let value = isId ? first : first & (0xff >> length);
  for (let n = 1; n < length; n++) value = value * 256 + (file[at + n] ?? 0);
  return { value, end: at + length };
}
