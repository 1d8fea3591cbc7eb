/**
 * Puts a text on the clipboard. Pages that came without https have no clipboard of their own; there the text is selected and copied as
 * a person would do it.
 *
 * @returns false when the browser did not let it
 */
export async function copyText(text: string): Promise<boolean> {
  const byHand = () => copyBySelecting(text);
  return navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, byHand) : byHand();
}

function copyBySelecting(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.setAttribute("aria-hidden", "true");
  field.style.cssText = "position:fixed;top:0;opacity:0";
  // A dialog or a menu takes back the focus from everything outside.
  (before?.closest("[role=dialog],[role=alertdialog],[role=menu]") ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return isCopied;
}
