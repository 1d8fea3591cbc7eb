import type { Texts } from "#components/i18n/messages.ts";

export type ShortcutName = keyof Texts["inbox"]["shortcuts"]["name"];
export type ShortcutArea = keyof Texts["inbox"]["shortcuts"]["area"];

export interface Shortcut {
  name: ShortcutName;
  area: ShortcutArea;
  /**
   * Any of these. A single character works outside of text fields only. `Mod` is Ctrl, or Cmd on a Mac; letters with Alt are physical keys,
   * so that layouts with dead keys work.
   */
  keys: readonly string[];
  /** Handled where the focus is (a link, the composer), not by the page. */
  isLocal?: true;
}

/** Every key binding. The sheet behind `?` is drawn from this table. */
export const shortcuts: readonly Shortcut[] = [
  { name: "nextConversation", area: "list", keys: ["J", "Alt+J"] },
  { name: "previousConversation", area: "list", keys: ["K", "Alt+K"] },
  { name: "openConversation", area: "list", keys: ["Enter"], isLocal: true },
  { name: "nextTab", area: "list", keys: ["Alt+N"] },
  { name: "newConversation", area: "list", keys: ["C"] },
  { name: "newGroup", area: "list", keys: ["Alt+G"] },
  { name: "resolve", area: "conversation", keys: ["E", "Alt+E"] },
  { name: "resolveAndNext", area: "conversation", keys: ["Mod+Alt+E"] },
  { name: "snooze", area: "conversation", keys: ["Alt+M"] },
  { name: "assign", area: "conversation", keys: ["A"] },
  { name: "assignToMe", area: "conversation", keys: ["I"] },
  { name: "labels", area: "conversation", keys: ["L"] },
  { name: "priority", area: "conversation", keys: ["P"] },
  { name: "markUnread", area: "conversation", keys: ["U"] },
  { name: "panel", area: "conversation", keys: ["]"] },
  { name: "quote", area: "conversation", keys: ["Q"], isLocal: true },
  { name: "react", area: "conversation", keys: ["E"], isLocal: true },
  { name: "reply", area: "composer", keys: ["R", "Alt+L"] },
  { name: "note", area: "composer", keys: ["N", "Alt+P"] },
  { name: "attach", area: "composer", keys: ["Mod+Alt+A"] },
  { name: "schedule", area: "composer", keys: ["Alt+Shift+S"] },
  { name: "send", area: "composer", keys: ["Enter", "Mod+Enter"], isLocal: true },
  { name: "newLine", area: "composer", keys: ["Shift+Enter"], isLocal: true },
  { name: "editLast", area: "composer", keys: ["ArrowUp"], isLocal: true },
  { name: "leaveComposer", area: "composer", keys: ["Escape"], isLocal: true },
  { name: "conversations", area: "general", keys: ["Alt+C"] },
  { name: "settings", area: "general", keys: ["Alt+S"] },
  { name: "navigation", area: "general", keys: ["Alt+O"] },
  { name: "goConversations", area: "general", keys: ["G I"], isLocal: true },
  { name: "goMentions", area: "general", keys: ["G M"], isLocal: true },
  { name: "goUnassigned", area: "general", keys: ["G U"], isLocal: true },
  { name: "goScheduled", area: "general", keys: ["G S"], isLocal: true },
  { name: "sheet", area: "general", keys: ["?"] },
];

/** What a key press says, as far as shortcuts are concerned. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

interface Situation {
  /** The focus is where letters are text. */
  isTyping: boolean;
  isMac: boolean;
  /** Single characters are off: somebody who speaks to the computer, or whose hand trembles, does not want them. */
  isWithoutLetters?: boolean;
}

/** The page-wide shortcut of a key press; null for none. */
export function shortcutOf(press: KeyPress, situation: Situation): ShortcutName | null {
  const found = shortcuts.find(({ keys, isLocal }) => !isLocal && keys.some((key) => isPressed(key, press, situation)));
  return found?.name ?? null;
}

function isPressed(keys: string, press: KeyPress, { isTyping, isMac, isWithoutLetters }: Situation): boolean {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const wants = { mod: parts.includes("Mod"), alt: parts.includes("Alt") };
  if (!wants.mod && !wants.alt) {
    if (isWithoutLetters) return false;
    const isPlain = !press.altKey && !press.ctrlKey && !press.metaKey;
    return isPlain && !isTyping && press.key.toUpperCase() === key && (key === "?" || !press.shiftKey);
  }
  // Option types characters on a Mac: inside a text field it takes Ctrl as well.
  const isEscaped = isMac && isTyping && wants.alt && !wants.mod;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  return (
    press.code === `Key${key}` &&
    press.altKey === wants.alt &&
    mod === wants.mod &&
    other === isEscaped &&
    press.shiftKey === parts.includes("Shift")
  );
}
