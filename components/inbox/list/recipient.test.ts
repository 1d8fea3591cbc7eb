import { expect, test } from "vitest";
import type { Contact } from "#server/domain/contacts/contract.ts";
import { newRecipient } from "./recipient.ts";

const contact = (fields: Partial<Contact>) => fields as Contact;

test.each([
  ["+55 (11) 98765-4321", { phone_number: "+5511987654321" }],
  ["0049 30 1234567", { phone_number: "+49301234567" }],
  [" Ana@Example.org ", { email: "ana@example.org" }],
])("%s is somebody new", (words, fields) => {
  expect(newRecipient(words, [])).toEqual({ fields });
});

test.each(["", "Ana", "12345", "11 98765-4321", "ana@", "+0123456789"])("%s is nobody yet", (words) => {
  expect(newRecipient(words, [])).toBeNull();
});

test("who is a contact already is not new", () => {
  expect(newRecipient("+5511987654321", [contact({ phone_number: "+5511987654321" })])).toBeNull();
  expect(newRecipient("ana@example.org", [contact({ email: "Ana@example.org" })])).toBeNull();
});
