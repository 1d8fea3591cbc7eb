import type { InboundEvent } from "../../channel.ts";
import { asRecord, type Json, own } from "../../json-fields.ts";
import { readPerson } from "./address.ts";
import { asName, asText } from "./json-fields.ts";

/** One element of `contacts`. */
export function normaliseContact(element: unknown, what: string): InboundEvent[] {
  const contact = asRecord(element);
  if (!contact) return [{ type: "unusable", what, reason: "is not an object" }];
  return contactEvent(contact, asName(own(contact, "name")) ?? asName(own(contact, "pushname")), what);
}

/** One element of `contacts_updates`: of the two names (phone book and own), the one that changed is told. */
export function normaliseContactUpdate(element: unknown, what: string): InboundEvent[] {
  const update = asRecord(element);
  const after = update && asRecord(own(update, "after_update"));
  if (!after) return [{ type: "unusable", what, reason: "has no after_update" }];
  const before = asRecord(own(update, "before_update")) ?? {};
  const changed = ["name", "pushname"].find(
    (field) => asName(own(after, field)) && own(after, field) !== own(before, field),
  );
  return contactEvent(after, asName(own(after, changed ?? "name")) ?? asName(own(after, "pushname")), what);
}

function contactEvent(contact: Json, name: string | undefined, what: string): InboundEvent[] {
  const picture = asText(own(contact, "profile_pic_full")) ?? asText(own(contact, "profile_pic"));
  const avatarUrl = picture && /^https?:\/\//i.test(picture) ? picture : undefined;
  const person = readPerson([own(contact, "id")], name, avatarUrl);
  return person ? [{ type: "contact", person }] : [{ type: "unusable", what, reason: "has no id of a person" }];
}

/** One element of `chats_updates`: of interest only when somebody read the chat on our phone. */
export function normaliseChatUpdate(element: unknown, what: string): InboundEvent[] {
  const update = asRecord(element);
  const after = update && asRecord(own(update, "after_update"));
  if (!after) return [{ type: "unusable", what, reason: "has no after_update" }];
  const before = asRecord(own(update, "before_update")) ?? {};
  const last = asRecord(own(after, "last_message"));
  const messageId = last && asText(own(last, "id"));
  const wasRead = Number(own(before, "unread")) > 0 && own(after, "unread") === 0;
  if (wasRead && messageId) return [{ type: "read_by_us", messageId, at: null }];
  return [{ type: "ignored", what: "chat update" }];
}
