import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { ApiError } from "../data/api-error.ts";
import { deliverySentence, requestSentence } from "./error-sentences.ts";
import { locales } from "./locales.ts";
import { allMessages, type Texts } from "./messages.ts";
import { complaintsByField } from "./server-sentences.ts";

describe.each(locales)("%s", (locale) => {
  const t = createTranslator({ locale, messages: allMessages(locale) as Texts, namespace: "errorSentences" });

  test("something unexpected names the reference", () => {
    expect(
      requestSentence(t, new ApiError({ status: 500, code: "internal", message: "boom", requestId: "7f3k2" })),
    ).toContain("7f3k2");
    expect(requestSentence(t, new TypeError("x is not a function"))).not.toContain("x is not");
  });

  test("a refusal says what the server knows, or the general sentence", () => {
    expect(requestSentence(t, { code: "refused", message: "The phone is off" })).toBe("The phone is off");
    expect(requestSentence(t, { code: "refused" })).toBe(allMessages(locale).errorSentences.request.refused);
  });

  test("what the server says in words is said in the reader's language, each part of it", () => {
    const { field } = allMessages(locale).errorSentences;
    const said = "Email has already been taken, Password is too short (minimum is 6 characters)";
    const sentence = requestSentence(t, { code: "invalid", message: said });
    expect(sentence).toContain(field.email);
    expect(sentence).toContain(field.password);
    expect(sentence).toContain("6");
    expect(sentence).not.toMatch(/has already|is too short/);
    expect(requestSentence(t, { code: "conflict", message: "Bia Fontes took this conversation" })).toContain(
      "Bia Fontes",
    );
    expect(requestSentence(t, { code: "refused", message: "Invalid current password" })).not.toContain("Invalid");
  });

  test("complaints stand at the fields they are about, as sentences of their own", () => {
    const said = "Account name can't be blank, Password is too short (minimum is 6 characters)";
    const at = complaintsByField(t, said, ["account_name", "email", "password"]);
    expect(Object.keys(at)).toEqual(["account_name", "password"]);
    for (const sentence of Object.values(at)) expect(sentence).toMatch(/^[\p{Lu}\d].*\.$/u);
    expect(at.password).toContain("6");
    expect(complaintsByField(t, said, ["password"])).toEqual({});
    expect(complaintsByField(t, "Password has gone wrong", ["password"])).toEqual({});
  });

  test("words that are not all known stay as the server said them", () => {
    const said = "Email is invalid, Frobnication has gone wrong";
    expect(requestSentence(t, { code: "invalid", message: said })).toBe(said);
  });

  test("waiting is counted", () => {
    const sentence = requestSentence(t, { code: "too_many_requests", retryAfter: 1 });
    expect(sentence).toMatch(/1 (second|segundo)\b/);
  });

  test("every reason for a message not sent has its sentence, an unknown one keeps the provider's words", () => {
    for (const code of Object.keys(allMessages(locale).errorSentences.delivery)) {
      expect(deliverySentence(t, code, "raw words")).not.toContain("errorSentences");
    }
    expect(deliverySentence(t, "window_closed", "raw")).not.toContain("raw");
    expect(deliverySentence(t, "E1234", "raw words")).toContain("raw words");
    expect(deliverySentence(t, null, null)).toBe(allMessages(locale).errorSentences.delivery.noReason);
  });
});
