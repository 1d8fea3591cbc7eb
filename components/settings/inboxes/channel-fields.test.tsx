import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ApiError } from "../../data/api-error.ts";
import { messagesOf } from "../../i18n/messages.ts";
import { TextsProvider } from "../../i18n/texts-provider.tsx";
import { type ChannelField, changedValues, givenValues, storedValues } from "./channel-draft.ts";
import { ChannelFields } from "./channel-fields.tsx";
import { fieldProblems } from "./field-problems.ts";

const fields: ChannelField[] = [
  { key: "phone_number", label: { en: "Phone number", "pt-BR": "Telefone" }, kind: "phone", placeholder: "+1202" },
  { key: "token", label: { en: "API token", "pt-BR": "Token" }, kind: "secret", hint: { en: "On the dashboard." } },
  { key: "base_url", label: { en: "API address", "pt-BR": "Endereço" }, kind: "url" },
];

const draw = (props: Partial<Parameters<typeof ChannelFields>[0]> = {}) =>
  renderToStaticMarkup(
    <TextsProvider locale="en" messages={messagesOf("en", ["inboxes", "ui"])} timeZone="UTC">
      <ChannelFields fields={fields} values={{}} problems={{}} onChange={() => undefined} {...props} />
    </TextsProvider>,
  );

describe("the form", () => {
  test("every field has its label and hint, phones get their keys, secrets are hidden", () => {
    const html = draw({ values: { phone_number: "+12025550100" } });
    for (const words of ["Phone number", "API token", "API address", "On the dashboard."])
      expect(html).toContain(words);
    expect(html).toMatch(/inputMode="tel"[^>]*|name="phone_number"/);
    expect(html).toMatch(/<input[^>]*name="token"[^>]*type="password"|<input[^>]*type="password"[^>]*name="token"/);
    expect(html).toContain('value="+12025550100"');
  });

  test("a problem stands under its field and marks it", () => {
    const html = draw({ problems: { base_url: "wrong", token: "missing", phone_number: "taken" } });
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(3);
    for (const words of ["http://", "Fill this in.", "uses this number already"]) expect(html).toContain(words);
  });

  test("a stored secret is said to be there, never shown", () => {
    const html = draw({ storedSecrets: ["token"] });
    expect(html).toContain("Leave this empty to keep it.");
    expect(html).toContain('placeholder="••••••••"');
  });

  test("one of a few is chosen by its words", () => {
    const options = [
      { value: "in_a_few_hours", label: { en: "In a few hours" } },
      { value: "in_a_day", label: { en: "In a day" } },
    ];
    const choice: ChannelField = { key: "reply_time", label: { en: "Time to reply" }, kind: "choice", options };
    const html = draw({ fields: [choice], values: { reply_time: "in_a_day" } });
    expect(html).toContain('<option value="in_a_few_hours">In a few hours</option>');
    expect(html).toContain('<option value="in_a_day" selected="">In a day</option>');
  });
});

describe("what is sent", () => {
  test("a new inbox gets what was filled in, without spaces around, and nothing else", () => {
    const values = { phone_number: " +1 202 ", token: "", base_url: "  ", other: "x" };
    expect(givenValues(fields, values)).toEqual({ phone_number: "+1 202" });
  });

  test("a stored secret appears empty; unchanged fields and an empty secret are not sent", () => {
    const stored = storedValues(fields, { phone_number: "+1202", token: "••••••••", base_url: null });
    expect(stored).toEqual({ phone_number: "+1202", token: "", base_url: "" });
    expect(changedValues(fields, stored, stored)).toEqual({});
    expect(changedValues(fields, { ...stored, phone_number: "", token: "new" }, stored)).toEqual({
      phone_number: "",
      token: "new",
    });
  });
});

describe("what the server complained about", () => {
  const keys = ["name", ...fields.map(({ key }) => key)];
  const invalid = (names: string[], message: string) =>
    new ApiError({ status: 422, code: "invalid", message, fields: names });

  test("is told per field", () => {
    const message = "Base url must be an http:// or https:// address, Token can't be blank, Name can't be blank";
    expect(fieldProblems(invalid(["base_url", "token", "name"], message), keys)).toEqual({
      base_url: "wrong",
      token: "missing",
      name: "missing",
    });
    expect(fieldProblems(invalid(["phone_number"], "Phone number has already been taken"), keys)).toEqual({
      phone_number: "taken",
    });
  });

  test("is left to the general sentence when the form has no such field, or it was no complaint", () => {
    expect(fieldProblems(invalid(["channel.key"], "Channel key is not included in the list"), keys)).toEqual({});
    expect(fieldProblems(new ApiError({ status: 500, code: "internal", message: "" }), keys)).toEqual({});
    expect(fieldProblems(null, keys)).toEqual({});
  });
});
