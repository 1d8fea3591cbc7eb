/** Tones to choose from; `none` is silence. */
export const tones = ["chime", "bell", "drop", "knock", "rise", "soft", "none"] as const;
export type Tone = (typeof tones)[number];

/** What a browser remembers about sounds: each device has its own ears. */
export interface SoundChoice {
  tone: Tone;
  /** 0 to 1. */
  volume: number;
}

const STORAGE_KEY = "parley-notification-sound";
const usual: SoundChoice = { tone: "chime", volume: 0.6 };

/** Notes of each tone: frequency in hertz, start and length in seconds. */
const notes: Record<Exclude<Tone, "none">, readonly [hertz: number, from: number, seconds: number][]> = {
  chime: [
    [880, 0, 0.35],
    [1318.5, 0.12, 0.45],
  ],
  bell: [[987.8, 0, 0.7]],
  drop: [
    [1046.5, 0, 0.12],
    [698.5, 0.1, 0.3],
  ],
  knock: [
    [220, 0, 0.09],
    [220, 0.14, 0.09],
  ],
  rise: [
    [523.3, 0, 0.15],
    [659.3, 0.12, 0.15],
    [784, 0.24, 0.35],
  ],
  soft: [[440, 0, 0.5]],
};

export function soundChoice(): SoundChoice {
  const stored = localStorage.getItem(STORAGE_KEY)?.split(" ") ?? [];
  const tone = tones.find((known) => known === stored[0]);
  const volume = Number(stored[1]);
  return { tone: tone ?? usual.tone, volume: volume >= 0 && volume <= 1 && stored[1] ? volume : usual.volume };
}

export function rememberSound({ tone, volume }: SoundChoice): void {
  localStorage.setItem(STORAGE_KEY, `${tone} ${volume}`);
}

/**
 * Plays a tone. Browsers stay silent until somebody has clicked on the page once.
 *
 * @returns false when the browser did not let it
 */
export async function playTone({ tone, volume }: SoundChoice): Promise<boolean> {
  if (tone === "none" || volume === 0) return true;
  const sound = new Audio(urlOf(tone));
  sound.volume = volume;
  try {
    await sound.play();
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

const made = new Map<Tone, string>();

function urlOf(tone: Exclude<Tone, "none">): string {
  const known = made.get(tone) ?? URL.createObjectURL(new Blob([waveFile(notes[tone])], { type: "audio/wav" }));
  made.set(tone, known);
  return known;
}

const RATE = 22_050;

/** The notes as a file of 16-bit samples with one channel (RIFF WAVE). */
function waveFile(parts: readonly [number, number, number][]): ArrayBuffer {
  const length = Math.ceil(RATE * Math.max(...parts.map(([, from, seconds]) => from + seconds)));
  const view = new DataView(new ArrayBuffer(44 + length * 2));
  const write = (at: number, text: string) => {
    for (const [index, letter] of [...text].entries()) view.setUint8(at + index, letter.charCodeAt(0));
  };
  write(0, "RIFF");
  view.setUint32(4, 36 + length * 2, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, "data");
  view.setUint32(40, length * 2, true);
  for (let sample = 0; sample < length; sample++) {
    view.setInt16(44 + sample * 2, 0x7fff * loudness(parts, sample / RATE), true);
  }
  return view.buffer as ArrayBuffer;
}

/** Each note begins at once and fades; together they stay within the range. */
function loudness(parts: readonly [number, number, number][], at: number): number {
  const sum = parts.reduce((all, [hertz, from, seconds]) => {
    const since = at - from;
    if (since < 0 || since > seconds) return all;
    return all + Math.sin(2 * Math.PI * hertz * since) * Math.exp((-5 * since) / seconds) * Math.min(1, since * 200);
  }, 0);
  return Math.max(-1, Math.min(1, sum * 0.5));
}
