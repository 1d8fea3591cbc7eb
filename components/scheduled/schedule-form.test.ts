import { expect, test } from "vitest";
import { planOf, problemsOf, type ScheduleForm, startForm } from "./schedule-form.ts";

const now = Date.parse("2026-11-22T12:00:00Z");
const chosen = {
  name: "order_ready",
  language: "en",
  category: "utility",
  status: "approved",
  body: "Hello {{1}}, your order is ready.",
  header: null,
  footer: "Reply STOP to end",
};
const form = (part: Partial<ScheduleForm>): ScheduleForm => ({
  ...startForm(undefined, "UTC", { text: "", file: null }),
  at: now + 60_000,
  ...part,
});

test("a template is scheduled with its values, and its whole text is what the thread shows", () => {
  const plan = planOf(form({ template: { chosen, values: { "1": " Ana " } } }), undefined, false);
  expect(plan).toMatchObject({
    content: "Hello Ana, your order is ready.\n\nReply STOP to end",
    templateParams: { name: "order_ready", language: "en", processed_params: { body: { "1": "Ana" } } },
  });
});

test("a template needs all its values, but not to be a draft; a text needs none", () => {
  const at = { item: undefined, isDraft: false, now };
  const half = form({ template: { chosen, values: { "1": " " } } });
  expect(problemsOf(half, at)).toEqual(["needsValues"]);
  expect(problemsOf(half, { ...at, isDraft: true })).toEqual([]);
  expect(problemsOf(form({ text: "Hi" }), at)).toEqual([]);
  expect(problemsOf(form({}), at)).toEqual(["needsText"]);
});

test("a text in the place of a template takes the template away", () => {
  expect(planOf(form({ text: "Hi" }), undefined, false)).toMatchObject({ content: "Hi", templateParams: null });
});
