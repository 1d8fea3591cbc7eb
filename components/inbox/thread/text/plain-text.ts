import type { Inline } from "./parse-inline.ts";
import { parseText } from "./parse-text.ts";

/** A text without its marks, for one line: previews, names for screen readers, the clipboard. */
export function plainText(source: string): string {
  return parseText(source)
    .map((block) => {
      if (block.type === "code") return block.text;
      return block.type === "list" ? block.items.map(plainInline).join("\n") : plainInline(block.children);
    })
    .join("\n");
}

const plainInline = (nodes: Inline[]): string =>
  nodes
    .map((node) =>
      "children" in node ? plainInline(node.children) : node.type === "mention" ? `@${node.name}` : node.text,
    )
    .join("");
