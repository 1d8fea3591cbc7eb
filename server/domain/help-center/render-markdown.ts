import { Marked, type Tokens } from "marked";
import sanitizeHtml from "sanitize-html";
import type { Heading } from "./contract/pages.ts";

export interface Rendered {
  /** Safe to be put on a page: nothing in it can run or be sent somewhere. */
  html: string;
  /** Second and third level, in their order. */
  headings: Heading[];
}

/**
 * Makes a page of an article's markdown. What stands in it is somebody's input: only known tags and attributes pass, and addresses of the
 * web, of mail and of telephones.
 */
export function renderMarkdown(markdown: string): Rendered {
  const headings: Heading[] = [];
  const used = new Set<string>();
  const marked = new Marked({ gfm: true, async: false });
  marked.use({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const html = this.parser.parseInline(tokens);
        const text = textOf(html);
        // The page's own title is the only one of the first level.
        const level = Math.max(2, depth);
        const id = freeId(text, used);
        if (level <= 3 && text) headings.push({ id, text, level: level as 2 | 3 });
        return `<h${level} id="${id}">${html}</h${level}>\n`;
      },
      // As a sign: a control that does nothing is none.
      checkbox: ({ checked }: Tokens.Checkbox) => (checked ? "☑ " : "☐ "),
      table(token: Tokens.Table) {
        const row = (cells: Tokens.TableCell[], tag: "th" | "td") =>
          `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join("")}</tr>`;
        const body = token.rows.map((cells) => row(cells, "td")).join("");
        return `<div class="scroll" tabindex="0"><table><thead>${row(token.header, "th")}</thead><tbody>${body}</tbody></table></div>`;
      },
    },
  });
  return { html: sanitizeHtml(marked.parse(markdown, { async: false }), rules(used)), headings };
}

/** An article as one line of plain text, for excerpts and descriptions. */
export const markdownText = (markdown: string): string =>
  textOf(new Marked({ gfm: true }).parse(markdown, { async: false })).slice(0, 70_000);

/** Text between the tags, with characters instead of their names. */
function textOf(html: string): string {
  return sanitizeHtml(html.replace(/<\/(p|li|h[1-6]|td|th|div|pre|blockquote)>|<br\s*\/?>/g, " $&"), {
    allowedTags: [],
    allowedAttributes: {},
  })
    .replace(/&(amp|lt|gt|quot|#39);/g, (whole) => characters[whole] ?? whole)
    .replace(/\s+/g, " ")
    .trim();
}

const characters: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** `Como pagar?` → `como-pagar`, and a number behind it when another heading has that already. */
function freeId(text: string, used: Set<string>): string {
  const wish =
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "section";
  let id = wish;
  for (let turn = 2; used.has(id); turn++) id = `${wish}-${turn}`;
  used.add(id);
  return id;
}

const HEADINGS = ["h2", "h3", "h4", "h5", "h6"];

/** @param ids  that headings got here; one that the article brings along could pass for something of the page */
const rules = (ids: ReadonlySet<string>): sanitizeHtml.IOptions => ({
  ...allowed,
  transformTags: {
    ...allowed.transformTags,
    ...Object.fromEntries(HEADINGS.map((tag) => [tag, (tagName: string, { id = "" }) => withId(tagName, id, ids)])),
  },
});

const withId = (tagName: string, id: string, ids: ReadonlySet<string>): sanitizeHtml.Tag => ({
  tagName,
  attribs: ids.has(id) ? { id } : {},
});

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...HEADINGS,
    ...["p", "br", "hr", "blockquote", "pre", "code", "kbd", "samp"],
    ...["ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "caption"],
    ...["a", "b", "strong", "i", "em", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "span"],
    ...["img", "figure", "figcaption", "details", "summary", "div"],
  ],
  allowedAttributes: {
    ...Object.fromEntries(HEADINGS.map((tag) => [tag, ["id"]])),
    a: ["href", "title", "rel"],
    img: ["src", "alt", "title", "width", "height", "loading", "decoding"],
    ol: ["start"],
    details: ["open"],
    th: ["colspan", "rowspan", "scope"],
    td: ["colspan", "rowspan"],
    pre: ["tabindex"],
    div: ["tabindex"],
  },
  allowedClasses: { div: ["scroll"] },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["http", "https"] },
  allowProtocolRelative: false,
  transformTags: {
    h1: "h2",
    a: (tagName, attributes) => ({ tagName, attribs: { ...attributes, rel: "noopener nofollow ugc" } }),
    img: (tagName, attributes) => ({
      tagName,
      attribs: { ...attributes, alt: attributes.alt ?? "", loading: "lazy", decoding: "async" },
    }),
    th: (tagName, attributes) => ({ tagName, attribs: { ...attributes, scope: attributes.scope ?? "col" } }),
    // Long lines scroll; without this only a pointer could.
    pre: (tagName, attributes) => ({ tagName, attribs: { ...attributes, tabindex: "0" } }),
  },
};
