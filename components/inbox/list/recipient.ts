import type { Contact } from "#server/domain/contacts/contract.ts";

export type KnownRecipient = Pick<Contact, "id" | "name" | "phone_number" | "email" | "thumbnail">;

/** Who a new conversation is with: a contact, or somebody new. */
export interface Recipient {
  contact?: KnownRecipient;
  fields: { phone_number?: string; email?: string };
}

/** Somebody new, if the words are a whole number or address that no found contact has; null otherwise. */
export function newRecipient(words: string, found: readonly Contact[]): Recipient | null {
  const text = words.trim();
  const digits = text.replaceAll(/[\s().-]/g, "").replace(/^00/, "+");
  if (/^\+[1-9]\d{7,14}$/.test(digits)) {
    return found.some((contact) => contact.phone_number === digits) ? null : { fields: { phone_number: digits } };
  }
  const email = text.toLowerCase();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    return found.some((contact) => contact.email?.toLowerCase() === email) ? null : { fields: { email } };
  }
  return null;
}
