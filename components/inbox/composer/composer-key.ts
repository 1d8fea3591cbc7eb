import type { SendKey } from "#components/data/ui-settings.ts";

export type ComposerAct = "send" | "bold" | "italic" | "leave" | "editLast";

type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey" | "isComposing" | "keyCode">;

/** While an input method composes, keys belong to it; Safari says so with this code only. */
const COMPOSING = 229;

/** What a key means in the text field; null when it is just a key. */
export function composerAct(
  event: Key,
  { sendKey, isEmpty }: { sendKey: SendKey; isEmpty: boolean },
): ComposerAct | null {
  if (event.isComposing || event.keyCode === COMPOSING || event.shiftKey || event.altKey) return null;
  const hasModifier = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "Enter":
      return hasModifier || sendKey === "enter" ? "send" : null;
    case "Escape":
      return "leave";
    case "ArrowUp":
      return isEmpty && !hasModifier ? "editLast" : null;
    case "b":
      return hasModifier ? "bold" : null;
    case "i":
      return hasModifier ? "italic" : null;
    default:
      return null;
  }
}
