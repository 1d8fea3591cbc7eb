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
      .replaceAll(/\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*/g, "$1")
      .replaceAll(/__(?=\S)([^_\n]+?)(?<=\S)__/g, "$1")
      .replaceAll(/~~(?=\S)([^~\n]+?)(?<=\S)~~/g, "$1")
      .replaceAll(/(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])/g, "$1"),
  );

/**
 * `[text](address)` → the bare address, with its text unless they are the same. Both have an end, and no bracket opens within the text:
 * else a long text of opening brackets would be read once for each of them.
 */
const links = (text: string): string =>
  text.replaceAll(/\[([^[\]\n]{1,2000})\]\((https?:\/\/[^\s)]{1,2000})\)/g, (_match, label: string, url: string) =>
    label === url ? url : `${label}: ${url}`,
  );

/** Leaves `code` as it is. */
const outsideCode = (text: string, change: (part: string) => string): string =>
  text
    .split(/(`[^`\n]+`|```[\s\S]*?```)/)
    .map((part, position) => (position % 2 === 1 ? part : change(part)))
    .join("");
