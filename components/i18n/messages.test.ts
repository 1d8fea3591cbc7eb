import { describe, expect, test } from "vitest";
import { en } from "./en.ts";
import { locales } from "./locales.ts";
import { allMessages } from "./messages.ts";
import { texts } from "./texts.ts";

type Tree = { readonly [key: string]: string | Tree };

const english = flatten(en);

describe.each(locales)("%s", (locale) => {
  const translated = flatten(allMessages(locale));

  test("has exactly the keys of English", () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test.each([...english.keys()])("%s keeps its placeholders and is not empty", (key) => {
    const text = translated.get(key) ?? "";
    expect(text.trim()).not.toBe("");
    expect(placeholders(text)).toEqual(placeholders(english.get(key) ?? ""));
  });

  test("every text can be formatted", () => {
    const t = texts(locale) as unknown as (key: string, values: Record<string, unknown>) => string;
    for (const [key, text] of translated) {
      const values = Object.fromEntries(placeholders(text).map((name) => [name, 2]));
      expect(t(key, values), key).not.toBe(key);
    }
  });
});

test("Portuguese texts are not English ones left over", () => {
  const same = [...flatten(allMessages("pt-BR"))].filter(
    ([key, text]) => /[a-z]{4}.* [a-z]/i.test(text) && english.get(key) === text,
  );
  expect(same).toEqual([]);
});

function flatten(tree: Tree, prefix = ""): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

/** Argument names of an ICU text, sorted: a brace opens an argument when it is not the text of a plural or select branch. */
function placeholders(text: string): string[] {
  const names = new Set<string>();
  const branchOf: boolean[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "}") branchOf.pop();
    if (text[at] !== "{") continue;
    const argument = text.slice(at).match(/^\{\s*(\w+)\s*(,\s*(?:plural|select|selectordinal)\b)?/);
    const isBranch = branchOf.at(-1) === true;
    if (!isBranch && argument?.[1]) names.add(argument[1]);
    branchOf.push(!isBranch && argument?.[2] !== undefined);
  }
  return [...names].sort();
}
