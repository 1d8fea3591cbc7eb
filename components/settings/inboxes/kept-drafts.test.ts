import { expect, test } from "vitest";
import { hasUnkept, keepDrafts, readKeptDrafts } from "./kept-drafts.ts";
import { emptyDraft } from "./wizard-draft.ts";

const channels = [
  {
    key: "gateway",
    fields: [
      { key: "phone_number", kind: "phone" },
      { key: "token", kind: "secret" },
    ],
  },
] as const;
const draft = { ...emptyDraft, name: "Sales", values: { phone_number: "+12025550100", token: "tell-nobody" } };

test("a form that was begun comes back after a reload, without its secrets", () => {
  const text = keepDrafts({ gateway: draft }, channels);
  expect(text).not.toContain("tell-nobody");
  expect(readKeptDrafts(text)).toEqual({
    gateway: { ...emptyDraft, name: "Sales", values: { phone_number: "+12025550100" }, kept: true },
  });
});

test("a form that was emptied, or that no channel has, is not kept", () => {
  expect(keepDrafts({ gateway: emptyDraft, gone: draft }, channels)).toBeNull();
});

test("only a secret would be lost by leaving", () => {
  expect(hasUnkept({ gateway: draft }, channels)).toBe(true);
  expect(hasUnkept({ gateway: { ...draft, values: { phone_number: "+1" } } }, channels)).toBe(false);
});

test.each([null, "", "nonsense", "[]", '{"gateway":7}', '{"gateway":{"name":1,"values":[2]}}'])(
  "what nobody understands does no harm: %s",
  (text) => {
    for (const { name, values } of Object.values(readKeptDrafts(text))) expect([name, values]).toEqual(["", {}]);
  },
);
