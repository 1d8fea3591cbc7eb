/** A piece of a line. */
export type Inline =
  | { type: "text"; text: string }
  | { type: "bold" | "italic" | "strike"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; href: string; text: string }
  | { type: "mention"; kind: "user" | "team" | "contact"; id: number; name: string };

const MARKS = { "**": "bold", "*": "bold", __: "italic", _: "italic", "~~": "strike", "~": "strike" } as const;
type Mark = keyof typeof MARKS;
const WORD = /[\p{L}\p{N}]/u;
const MENTION = /\[@([^\]\n]{1,200})\]\(mention:\/\/(user|team|contact)\/(\d{1,15})\/[^)\s]{0,600}\)/y;
const LINKS: [RegExp, (text: string) => string][] = [
  [/https?:\/\/[^\s<>"]+/iy, (text) => text],
  [/www\.[^\s<>"]+\.[^\s<>"]+/iy, (text) => `https://${text}`],
  [/mailto:[\w.+-]{1,64}@[\w.-]{1,200}/iy, (text) => text],
  [/tel:\+?\d{3,15}/iy, (text) => text],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/y, (text) => `mailto:${text}`],
  [/\+\d(?:[ ().-]{0,2}\d){7,14}(?!\d)/y, (text) => `tel:${text.replace(/[^+\d]/g, "")}`],
];

/** Reads the marks, mentions and addresses of one line. A mark that closes nothing is text. */
export function parseInline(line: string): Inline[] {
  const nodes: Inline[] = [];
  const unclosed = new Set<string>();
  let plainFrom = 0;
  for (let at = 0; at < line.length; ) {
    const found = mentionAt(line, at) ?? linkAt(line, at) ?? codeAt(line, at, unclosed) ?? markAt(line, at, unclosed);
    if (!found) {
      at += 1;
      continue;
    }
    if (at > plainFrom) nodes.push({ type: "text", text: line.slice(plainFrom, at) });
    nodes.push(found.node);
    at = found.end;
    plainFrom = at;
  }
  if (plainFrom < line.length) nodes.push({ type: "text", text: line.slice(plainFrom) });
  return nodes;
}

type Found = { node: Inline; end: number } | null;

function matchAt(pattern: RegExp, line: string, at: number) {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

function mentionAt(line: string, at: number): Found {
  const match = line[at] === "[" ? matchAt(MENTION, line, at) : null;
  if (!match) return null;
  const [whole, name = "", kind, id] = match;
  return {
    node: { type: "mention", kind: kind as "user" | "team" | "contact", id: Number(id), name },
    end: at + whole.length,
  };
}

/** Addresses start a word; a full stop or bracket that closes the sentence is not part of them. */
function linkAt(line: string, at: number): Found {
  if (!/[\w+]/.test(line[at] ?? "") || (at > 0 && /[\w@.+/]/.test(line[at - 1] ?? ""))) return null;
  for (const [pattern, href] of LINKS) {
    const text = matchAt(pattern, line, at)?.[0].replace(/[.,;:!?'*_~)\]}]{1,20}$/, (tail, from: number, all: string) =>
      closing(tail, all.slice(0, from)),
    );
    if (text && !/^(?:https?:\/\/|www\.)$/i.test(text))
      return { node: { type: "link", href: href(text), text }, end: at + text.length };
  }
  return null;
}

/** Keeps a bracket that was opened inside the address: `https://example.org/Ana_(name)`. */
const closing = (tail: string, head: string) =>
  tail.startsWith(")") && head.lastIndexOf("(") > head.lastIndexOf(")") ? ")" : "";

function codeAt(line: string, at: number, unclosed: Set<string>): Found {
  if (line[at] !== "`" || unclosed.has("`")) return null;
  const close = line.indexOf("`", at + 1);
  if (close < 0) unclosed.add("`");
  return close > at + 1 ? { node: { type: "code", text: line.slice(at + 1, close) }, end: close + 1 } : null;
}

/** `unclosed` remembers marks without an end, so that a line of them is read once and not once per mark. */
function markAt(line: string, at: number, unclosed: Set<string>): Found {
  const mark = (Object.keys(MARKS) as Mark[]).find(
    (candidate) => line.startsWith(candidate, at) && !unclosed.has(candidate),
  );
  if (!mark || WORD.test(line[at - 1] ?? "") || line[at - 1] === mark[0]) return null;
  const from = at + mark.length;
  if (line[from] === mark[0] || /\s/.test(line[from] ?? " ")) return null;
  for (let end = line.indexOf(mark, from + 1); end > 0; end = line.indexOf(mark, end + 1)) {
    if (/\s/.test(line[end - 1] ?? "") || WORD.test(line[end + mark.length] ?? "")) continue;
    return { node: { type: MARKS[mark], children: parseInline(line.slice(from, end)) }, end: end + mark.length };
  }
  unclosed.add(mark);
  return null;
}
