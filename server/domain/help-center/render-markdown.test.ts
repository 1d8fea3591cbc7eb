import { describe, expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { excerpt } from "./excerpt.ts";
import { markdownText, renderMarkdown } from "./render-markdown.ts";

const html = (markdown: string) => renderMarkdown(markdown).html;

test("headings get addresses of their own, and the first level is the page's", () => {
  const { html, headings } = renderMarkdown("# Como pagar?\n\n## Como pagar?\n\n### Pix & *boleto*\n\n#### Deep");
  expect(headings).toEqual([
    { id: "como-pagar", text: "Como pagar?", level: 2 },
    { id: "como-pagar-2", text: "Como pagar?", level: 2 },
    { id: "pix-boleto", text: "Pix & boleto", level: 3 },
  ]);
  expect(html).toContain('<h2 id="como-pagar">Como pagar?</h2>');
  expect(html).not.toContain("<h1");
});

test("lists, tables, code, pictures and links come through; wide things can be scrolled by keyboard", () => {
  const page = html(
    "- one\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```js\nx < 1\n```\n\n![](https://a.b/c.png)\n\n[out](https://a.b)",
  );
  expect(page).toContain("<li>one</li>");
  expect(page).toMatch(/<div class="scroll" tabindex="0"><table>.*<th scope="col">a<\/th>/s);
  expect(page).toContain('<pre tabindex="0"><code>x &lt; 1');
  expect(page).toMatch(/<img src="https:\/\/a\.b\/c\.png" alt="" loading="lazy"/);
  expect(page).toMatch(/<a href="https:\/\/a\.b" rel="noopener nofollow ugc">out<\/a>/);
});

test("what is done and what is open in a list can be told apart", () => {
  expect(html("- [x] paid\n- [ ] sent").replace(/\s+/g, " ")).toMatch(/<li>☑ paid<\/li> <li>☐ sent<\/li>/);
});

/** Whatever could run, send or cover the page. */
const harm =
  /<(script|iframe|object|embed|form|input|style|link|meta|base|svg|math|template)|\son\w+\s*=|(?:href|src)="?\s*(?:javascript|data|vbscript):|\sstyle=/i;

describe("what could run does not come through", () => {
  test.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    '<a href="java\nscript:alert(1)">x</a>',
    '<svg onload="alert(1)"><script>1</script></svg>',
    '<iframe srcdoc="<script>1</script>"></iframe>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<form action="https://evil.example"><input name=password></form>',
    '<div style="position:fixed;inset:0">x</div>',
    '<h2 id="__next">x</h2>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "## <img src=x onerror=alert(1)>",
    "| <script>1</script> |\n| - |\n| <img src=x onerror=1> |",
  ])("%s", (markdown) => {
    expect(html(markdown)).not.toMatch(harm);
    expect(html(markdown)).not.toContain("__next");
    expect(markdownText(markdown)).not.toMatch(/<script|onerror="/);
  });

  test("however its parts are put together", () => {
    const parts = fc.constantFrom(
      ...[
        "<",
        ">",
        '"',
        "'",
        "`",
        "[",
        "](",
        ")",
        "&#",
        ";",
        "\n",
        " ",
        "/",
        "=",
        "script",
        "img src",
        "onerror",
        "a href",
      ],
      ...["javascript:", "data:", "svg", "style", "x", "![", "<!--", "-->", "|", "# ", "<![CDATA[", "&lt;", "\t"],
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 25 }), (pieces) => {
        const tags = html(pieces.join("")).match(/<[^>]*>/g) ?? [];
        for (const tag of tags) expect(tag).not.toMatch(harm);
      }),
      { numRuns: 400 },
    );
  });
});

test("an excerpt is the place that was found, else the description, else the beginning", () => {
  const long = `${"Lorem ipsum dolor. ".repeat(40)}Um **reembolso** leva dez dias.${" Sit amet.".repeat(40)}`;
  const article = { description: "What it is about", content: long };
  expect(excerpt(article, "REEMB")).toMatch(/^… .*Um reembolso leva dez dias\./);
  expect(excerpt(article)).toBe("What it is about");
  expect(excerpt({ description: null, content: long })).toMatch(/^Lorem .* …$/);
  expect(excerpt({ description: null, content: "" })).toBeNull();
});
