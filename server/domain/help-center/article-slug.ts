/** Slugs are shown in addresses: long titles are cut. */
const MOST_LETTERS = 100;

/** `<unix seconds>-<title in small letters, words joined by hyphens>` (contract, help center §4). */
export function articleSlug(title: string, at: Date = new Date()): string {
  const words = title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, MOST_LETTERS)
    .replace(/^-+|-+$/g, "");
  return [Math.floor(at.getTime() / 1000), words].filter(Boolean).join("-");
}
