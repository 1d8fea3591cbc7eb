import type { Inline } from "./parse-inline.ts";
import { parseInline } from "./parse-inline.ts";

export type Block =
  | { type: "text" | "quote"; children: Inline[] }
  | { type: "list"; ordered: boolean; start: number; items: Inline[][] }
  | { type: "code"; text: string };

/**
 * Reads a message the way messengers draw it: lines, quotes (`> `), lists (`- `, `1. `) and fenced code, with the marks
 * inside them. Takes any text, never throws, and drops nothing but marks. What people wrote stays data: it never
 * becomes HTML. Time grows with the length of the text, whatever somebody sends.
 */
export function parseText(source: string): Block[] {
  return splitFences(source).flatMap((part) =>
    part.code ? [{ type: "code" as const, text: part.text }] : parseLines(part.text),
  );
}

interface Part {
  code: boolean;
  text: string;
}

/** Fences around several lines become blocks; around a few words they are plain code marks. */
function splitFences(source: string): Part[] {
  const pieces = source.split("```");
  const parts: Part[] = [{ code: false, text: pieces[0] ?? "" }];
  for (let at = 1; at < pieces.length; at += 2) {
    const inside = pieces[at] ?? "";
    const after = pieces[at + 1];
    const last = parts[parts.length - 1] as Part;
    if (after === undefined) last.text += `\`\`\`${inside}`;
    else if (!inside.includes("\n")) last.text += `\`${inside}\`${after}`;
    else {
      last.text = last.text.replace(/\n$/, "");
      parts.push({ code: true, text: inside.replace(/^\n|\n$/g, "") }, { code: false, text: after.replace(/^\n/, "") });
    }
  }
  return parts.filter((part) => part.code || part.text !== "");
}

function parseLines(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split("\n")) {
    const quote = /^> (.*)$/.exec(line);
    const item = /^(?:[-*•]|(\d{1,3})[.)]) (\S.*)$/.exec(line);
    if (item) addItem(blocks, item[1] === undefined ? null : Number(item[1]), parseInline(item[2] ?? ""));
    else addLine(blocks, quote ? "quote" : "text", parseInline(quote ? (quote[1] ?? "") : line));
  }
  return blocks;
}

function addItem(blocks: Block[], number: number | null, children: Inline[]) {
  const last = blocks[blocks.length - 1];
  const goesOn =
    last?.type === "list" &&
    (number === null ? !last.ordered : last.ordered && number === last.start + last.items.length);
  if (goesOn) last.items.push(children);
  else blocks.push({ type: "list", ordered: number !== null, start: number ?? 1, items: [children] });
}

function addLine(blocks: Block[], type: "text" | "quote", children: Inline[]) {
  const last = blocks[blocks.length - 1];
  if (last?.type === type) last.children.push({ type: "text", text: "\n" }, ...children);
  else blocks.push({ type, children });
}
