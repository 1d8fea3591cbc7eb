const HUES = 12;

/**
 * The hue of a person, the same for ever: one of twelve by a hash of what identifies them (FNV-1a).
 * Set it as `--person-hue`; `text-person` and `bg-person-soft` take it from there.
 */
export function personHue(identity: string | number): number {
  let hash = 0x811c9dc5;
  for (const character of String(identity)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (((hash ^ (hash >>> 15)) >>> 0) % HUES) * (360 / HUES);
}
