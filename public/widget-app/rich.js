// What the team writes, drawn: marks, links, lists, quotes and code. Text stays text, so nobody's words become code.
import { h } from "./dom.js";

const INLINE =
  /(?<address>https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]*_~])|\[(?<title>[^\]\n]+)\]\((?<target>[^\s)]+)\)|`(?<code>[^`\n]+)`|\*\*(?<bold>[^*\n]+)\*\*|~~(?<strike>[^~\n]+)~~|(?<mark>[_*])(?<italic>[^\s_*](?:[^_*\n]*[^\s_*])?)\k<mark>(?![\p{L}\p{N}_*])/gu;

/** @returns elements: paragraphs keep their line breaks by style */
export function rich(text) {
  return text.split("```").flatMap((part, index, all) => {
    // A fence that is never closed is no fence.
    if (index % 2 === 1 && index < all.length - 1) return h("pre", {}, h("code", {}, part.replace(/^\n|\n$/g, "")));
    return blocks(index % 2 === 1 ? `\`\`\`${part}` : part.replace(/^\n|\n$/g, ""));
  });
}

function blocks(text) {
  const found = [];
  for (const line of text === "" ? [] : text.split("\n")) {
    const [, quote] = /^> ?(.*)$/.exec(line) ?? [];
    const [, number, item] = /^(?:[-*•]|(\d{1,3})[.)]) (\S.*)$/.exec(line) ?? [];
    const kind = quote !== undefined ? "blockquote" : item === undefined ? "p" : number ? "ol" : "ul";
    const last = found.at(-1);
    const goesOn = last?.kind === kind;
    if (!goesOn) found.push({ kind, start: Number(number ?? 1), lines: [] });
    found.at(-1).lines.push(item ?? quote ?? line);
  }
  return found.flatMap(({ kind, start, lines }) => {
    const isList = kind === "ol" || kind === "ul";
    const words = isList ? "" : lines.join("\n").replace(/^\s*\n|\n\s*$/g, "");
    if (!isList) return words.trim() === "" ? [] : h(kind, { dir: "auto" }, ...inline(words));
    return h(kind, { dir: "auto", ...(kind === "ol" && { start }) }, ...lines.map((line) => h("li", {}, ...inline(line))));
  });
}

function inline(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    // Inside a word these are no marks: some_file_name. Older browsers cannot look behind in a pattern.
    if (match.groups.italic && /[\p{L}\p{N}_*]/u.test(text[match.index - 1] ?? " ")) continue;
    parts.push(text.slice(end, match.index), drawn(match));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

function drawn({ 0: whole, groups: { address, title, target, code, bold, strike, italic } }) {
  if (code) return h("code", {}, code);
  if (bold) return h("strong", {}, ...inline(bold));
  if (strike) return h("s", {}, ...inline(strike));
  if (italic) return h("em", {}, ...inline(italic));
  // People of the team are mentioned by links that lead nowhere outside.
  if (target && !/^(https?:\/\/|mailto:|tel:)/i.test(target)) return target.startsWith("mention:") ? title : whole;
  return h("a", { href: address ?? target, target: "_blank", rel: "noopener noreferrer" }, title ?? address);
}

/** Without marks: for a line that only says what was written. */
export const plain = (text) =>
  text.replace(/\[([^\]\n]+)\]\([^\s)]+\)/g, "$1").replace(/\*\*|~~|`/g, "").replace(/\s+/g, " ").trim();
