/** What stands between a `/` and the caret, when that begins a word; null when no short code is being written there. */
export function cannedBeingWritten(shown: string, caret: number): { from: number; words: string } | null {
  const before = shown.slice(Math.max(0, caret - 60), caret);
  const match = /(?:^|\s)\/([\p{L}\p{N}_.-]*)$/u.exec(before);
  return match ? { from: caret - (match[1]?.length ?? 0) - 1, words: match[1] ?? "" } : null;
}
