import type { WireCapabilities } from "#server/domain/inboxes/contract.ts";

export type Mark = "bold" | "italic" | "strike" | "code" | "list";
export type Dialect = WireCapabilities["richText"];

export interface Selection {
  text: string;
  from: number;
  to: number;
}

const marks: Record<Exclude<Dialect, "none">, Record<Exclude<Mark, "list">, string>> = {
  whatsapp: { bold: "*", italic: "_", strike: "~", code: "```" },
  markdown: { bold: "**", italic: "_", strike: "~~", code: "`" },
};

/** The text with a mark around what is selected, or without it when it had one; what was selected stays selected. */
export function toggleMark({ text, from, to }: Selection, mark: Mark, dialect: Exclude<Dialect, "none">): Selection {
  if (mark === "list") return toggleList({ text, from, to });
  const sign = marks[dialect][mark];
  const { length } = sign;
  const isMarked = text.slice(from - length, from) === sign && text.slice(to, to + length) === sign;
  if (isMarked)
    return {
      text: text.slice(0, from - length) + text.slice(from, to) + text.slice(to + length),
      from: from - length,
      to: to - length,
    };
  return {
    text: text.slice(0, from) + sign + text.slice(from, to) + sign + text.slice(to),
    from: from + length,
    to: to + length,
  };
}

function toggleList({ text, from, to }: Selection): Selection {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", to) < 0 ? text.length : text.indexOf("\n", to);
  const lines = text.slice(start, end).split("\n");
  const isList = lines.every((line) => line.startsWith("- "));
  const changed = lines.map((line) => (isList ? line.slice(2) : line.startsWith("- ") ? line : `- ${line}`)).join("\n");
  const result = text.slice(0, start) + changed + text.slice(end);
  return { text: result, from: start === end ? start + changed.length : start, to: start + changed.length };
}
