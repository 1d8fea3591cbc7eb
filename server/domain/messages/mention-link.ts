/** A contact in a text, in the stored form `[@Ana](mention://contact/7/Ana)` (contract, groups §6). */
export function mentionLink({ contactId, name }: { contactId: number; name: string }): string {
  const shown = name.replaceAll(/[[\]\n]/g, "").trim() || String(contactId);
  return `[@${shown}](mention://contact/${contactId}/${encodeName(shown)})`;
}

/** `encodeURIComponent` leaves brackets alone and throws on half a character. */
const encodeName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(/[()]/g, (bracket) => `%${bracket.charCodeAt(0).toString(16)}`);
