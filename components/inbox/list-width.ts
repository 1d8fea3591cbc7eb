/** Cookie that keeps the width of the conversation list, so that the first paint has it. */
export const LIST_WIDTH_COOKIE = "parley_list_width";

export const NARROWEST = 320;
export const WIDEST = 420;
const USUAL = 360;

/** A width within the limits, in pixels; the usual one for nonsense. */
export function listWidth(text: string | number | undefined): number {
  const width = Number(text);
  return Number.isFinite(width) && width > 0 ? Math.round(Math.min(Math.max(width, NARROWEST), WIDEST)) : USUAL;
}
