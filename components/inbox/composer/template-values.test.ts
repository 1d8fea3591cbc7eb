import { expect, test } from "vitest";
import { filledIn, placesOf, templateParams, templatesWith } from "./template-values.ts";

const ready = {
  name: "order_ready",
  language: "en",
  category: "utility",
  status: "approved",
  body: "Hello {{1}}, order {{ 2 }} is ready, {{1}}!",
  header: null,
  footer: null,
};
const sale = { ...ready, name: "spring_sale", category: "marketing", body: "{{off}} off" };

test("a template names each value it needs once, and shows where one is missing", () => {
  expect(placesOf(ready)).toEqual(["1", "2"]);
  expect(placesOf({ body: "Nothing to fill in {{}} {1}" })).toEqual([]);
  expect(filledIn(ready, { "1": " Ana " })).toBe("Hello Ana, order {{ 2 }} is ready, Ana!");
  expect(filledIn(ready, { "1": "{{2}}", "2": "7" })).toBe("Hello {{2}}, order 7 is ready, {{2}}!");
  expect(templateParams(ready, { "1": "Ana ", "2": "7" })).toEqual({
    name: "order_ready",
    language: "en",
    category: "utility",
    processed_params: { body: { "1": "Ana", "2": "7" } },
  });
});

test("templates are found by any words of theirs", () => {
  expect(templatesWith("", [ready, sale])).toEqual([ready, sale]);
  expect(templatesWith("order READY", [ready, sale])).toEqual([ready]);
  expect(templatesWith("marketing off", [ready, sale])).toEqual([sale]);
  expect(templatesWith("order sale", [ready, sale])).toEqual([]);
});
