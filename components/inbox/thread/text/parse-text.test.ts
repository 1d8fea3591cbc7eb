import { describe, expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import type { Inline } from "./parse-inline.ts";
import { type Block, parseText } from "./parse-text.ts";

const inlineText = (nodes: Inline[]): string =>
  nodes
    .map((node) =>
      "children" in node ? inlineText(node.children) : node.type === "mention" ? `@${node.name}` : node.text,
    )
    .join("");
const blockText = (block: Block): string => {
  if (block.type === "code") return block.text;
  if (block.type !== "list") return inlineText(block.children);
  return block.items
    .map((item, index) => `${block.ordered ? `${block.start + index}. ` : ""}${inlineText(item)}`)
    .join("\n");
};
const shown = (source: string) => parseText(source).map(blockText).join("\n");
const links = (source: string) => JSON.stringify(parseText(source)).match(/"href":"[^"]+"/g) ?? [];

describe("marks", () => {
  test.each([
    ["*bold* and **bold**", ["bold", "bold"]],
    ["_a_ ~b~ __c__ ~~d~~", ["italic", "strike", "italic", "strike"]],
    ["(*inside*), *end*.", ["bold", "bold"]],
    ["*_both_*", ["bold", "italic"]],
    ["`code *not bold*`", ["code"]],
    ["```one line```", ["code"]],
  ])("%s", (source, types) => {
    expect(
      (JSON.stringify(parseText(source)).match(/"type":"(bold|italic|strike|code)"/g) ?? []).map((found) =>
        found.slice(8, -1),
      ),
    ).toEqual(types);
  });

  test.each(["2 * 3 * 4", "snake_case_name", "a*b*c", "**", "*open", "~ no ~", "_", "``", "***"])(
    "%s stays as it is",
    (source) => {
      expect(parseText(source)).toEqual([{ type: "text", children: [{ type: "text", text: source }] }]);
    },
  );

  test("fences keep their lines, and one that never closes stays text", () => {
    expect(parseText("see\n```\na *b*\nc\n```\nok").map((block) => [block.type, blockText(block)])).toEqual([
      ["text", "see"],
      ["code", "a *b*\nc"],
      ["text", "ok"],
    ]);
    expect(shown("a ```b\nc")).toBe("a ```b\nc");
  });

  test("quotes and lists", () => {
    expect(parseText("> one\n> two\n- a\n- b\n2. c\n3. d\nend").map((block) => block.type)).toEqual([
      "quote",
      "list",
      "list",
      "text",
    ]);
    expect(shown("1. a\n5. b\n6. c")).toBe("1. a\n5. b\n6. c");
    expect(parseText("1. a\n5. b\n6. c").map((block) => block.type === "list" && block.start)).toEqual([1, 5]);
    expect(parseText("2. c")[0]).toMatchObject({ ordered: true, start: 2 });
  });
});

describe("addresses", () => {
  test.each([
    ["see https://example.org/a_b_c?x=*y*.", "https://example.org/a_b_c?x=*y"],
    ["(https://example.org/Ana_(name))", "https://example.org/Ana_(name)"],
    ["www.example.org", "https://www.example.org"],
    ["write to ana.silva@example.org, please", "mailto:ana.silva@example.org"],
    ["call +55 (11) 98888-7777!", "tel:+5511988887777"],
    ["*https://example.org/x*", "https://example.org/x"],
  ])("%s", (source, href) => expect(links(source)).toEqual([`"href":"${href}"`]));

  test.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "a@b", "+123", "https://", "1.2.3"])(
    "%s is no address",
    (source) => expect(links(source)).toEqual([]),
  );

  test("the brackets of a Markdown link stay visible: nobody hides where it leads", () => {
    expect(shown("[bank](https://example.org)")).toBe("[bank](https://example.org)");
  });
});

test("a mention carries kind, id and name", () => {
  expect(parseText("hi [@Ana *B*](mention://contact/7/Ana%20B)!")[0]).toEqual({
    type: "text",
    children: [
      { type: "text", text: "hi " },
      { type: "mention", kind: "contact", id: 7, name: "Ana *B*" },
      { type: "text", text: "!" },
    ],
  });
});

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "*",
        "_",
        "~",
        "`",
        "```",
        "\n",
        "> ",
        "- ",
        "1. ",
        "[@A](mention://contact/1/A)",
        "https://a.b/",
        "<img src=x onerror=1>",
        " ",
        "+55119",
        "(",
        ")",
      ),
      fc.string(),
      fc.string({ unit: "grapheme" }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

test("any text is read without an error and keeps every letter, in order", () => {
  const letters = (text: string) =>
    text
      .replace(/[*_~`>\s•-]/g, "")
      .replace(/\[@([^\]]+)\]\(mention:\/\/contact\/1\/A\)/g, "@$1")
      .replace(/(^|\D)0+(?=\d)/g, "$1")
      .replaceAll(")", ".");
  fc.assert(
    fc.property(hostile, (source) => {
      expect(letters(shown(source))).toBe(letters(source));
    }),
    { numRuns: 2000 },
  );
});

test("only addresses of four kinds can be opened", () => {
  fc.assert(
    fc.property(hostile, (source) => {
      expect(links(source).filter((link) => !/^"href":"(https?:|mailto:|tel:)/i.test(link))).toEqual([]);
    }),
  );
});

test.each(["*a ", "_a", "`", "[@a](", "www.a,", "a.a.", "a@a.", "+1 1", "> ", "*_~", "```a\n", "(", "https://"])(
  "150,000 characters of %j are read without going back and forth in them",
  (piece) => {
    const source = piece.repeat(Math.ceil(150_000 / piece.length));
    const started = performance.now();
    parseText(source);
    expect(performance.now() - started).toBeLessThan(10_000);
  },
);
