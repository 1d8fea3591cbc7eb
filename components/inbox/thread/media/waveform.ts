/** Bars of a player. */
const BARS = 40;

/**
 * Heights from 0 to 1 of a recorded waveform: numbers, or base64 of one byte a step as messengers send it.
 * Null when there is none to draw.
 */
export function waveform(value: unknown): number[] | null {
  const steps = Array.isArray(value) ? value.map(Number) : typeof value === "string" ? fromBase64(value) : [];
  const loudest = Math.max(0, ...steps.filter(Number.isFinite));
  if (steps.length < 4 || loudest === 0) return null;
  return Array.from({ length: BARS }, (_, bar) => {
    const part = steps.slice(
      Math.floor((bar * steps.length) / BARS),
      Math.max(Math.floor((bar * steps.length) / BARS) + 1, Math.floor(((bar + 1) * steps.length) / BARS)),
    );
    return Math.max(0, ...part.filter(Number.isFinite)) / loudest;
  });
}

function fromBase64(text: string): number[] {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0 || text.length > 4000) return [];
  return Array.from(atob(text), (character) => character.charCodeAt(0));
}
