import type { Capabilities } from "../../channels/capabilities.ts";

/**
 * Text in the dialect of a channel (contract, messages §10): stored text is Markdown. Single `*` and `_` stay as typed, because
 * people write WhatsApp's own marks by hand.
 */
export function renderForChannel(text: string, richText: Capabilities["richText"]): string {
  switch (richText) {
    case "whatsapp":
      return toWhatsApp(text);
    case "none":
      return toPlain(text);
    default:
      return text;
  }
}

const toWhatsApp = (text: string): string =>
  outsideCode(text, (part) =>
    links(part)
      .replaceAll(/\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*/g, "*$1*")
      .replaceAll(/__(?=\S)([^_\n]+?)(?<=\S)__/g, "*$1*")
      .replaceAll(/~~(?=\S)([^~\n]+?)(?<=\S)~~/g, "~$1~"),
  );

const toPlain = (text: string): string =>
  outsideCode(text, (part) =>
    links(part)
      .replaceAll(/(\*\*|__|~~)(?=\S)([^\n]+?)(?<=\S)\1/g, "$2")
      .replaceAll(/(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])/g, "$1"),
  );

/** `[text](address)` → the bare address, with its text unless they are the same. */
const links = (text: string): string =>
  text.replaceAll(/\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g, (_match, label: string, url: string) =>
    label === url ? url : `${label}: ${url}`,
  );

/** Leaves `code` as it is. */
const outsideCode = (text: string, change: (part: string) => string): string =>
  text
    .split(/(`[^`\n]+`|```[\s\S]*?```)/)
    .map((part, position) => (position % 2 === 1 ? part : change(part)))
    .join("");
