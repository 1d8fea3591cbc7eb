import { describe, expect, test } from "vitest";
import { MAX_CONTENT } from "./contract.ts";
import { renderForChannel } from "./render-for-channel.ts";

describe("marks of the stored text", () => {
  test.each([
    ["**bold** and __bold__ and ~~gone~~", "*bold* and *bold* and ~gone~"],
    ["*as typed* and _as typed_", "*as typed* and _as typed_"],
    ["[our page](https://example.com/a)", "our page: https://example.com/a"],
    ["[https://example.com](https://example.com)", "https://example.com"],
    ["see [1] and [2](https://example.com/2)", "see [1] and 2: https://example.com/2"],
    ["[a [b](https://example.com)", "[a b: https://example.com"],
    ["`**code**` and ```\n**code**\n```", "`**code**` and ```\n**code**\n```"],
  ])("are those of WhatsApp there: %j", (stored, sent) => {
    expect(renderForChannel(stored, "whatsapp")).toBe(sent);
  });

  test.each([
    ["**bold** and __bold__ and ~~gone~~ and *this*", "bold and bold and gone and this"],
    ["[our page](https://example.com/a)", "our page: https://example.com/a"],
    ["2 * 3 * 4 = 24", "2 * 3 * 4 = 24"],
  ])("are gone where a channel has none: %j", (stored, sent) => {
    expect(renderForChannel(stored, "none")).toBe(sent);
  });

  test("stay where a channel has them itself", () => {
    expect(renderForChannel("**bold**", "markdown")).toBe("**bold**");
  });
});

describe("the longest text", () => {
  // Read once for each of its marks, one such text kept the server busy for more than a minute.
  test.each(["[", "[a](https://a", "**a ", "__a ", "~~a ", "*a ", "`a``a ", "```a"])(
    "made of %j alone is rendered at once",
    (part) => {
      const text = part.repeat(Math.floor(MAX_CONTENT / part.length));
      for (const dialect of ["whatsapp", "none"] as const) {
        expect(renderForChannel(text, dialect).length).toBeGreaterThan(0);
      }
    },
  );
});
