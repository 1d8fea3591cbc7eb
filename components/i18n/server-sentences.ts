import type { useTranslations } from "use-intl/react";
import type { Texts } from "./messages.ts";

type Sentences = ReturnType<typeof useTranslations<"errorSentences">>;
type Refusal = keyof Texts["errorSentences"]["refusal"];
type Rule = keyof Texts["errorSentences"]["rule"];
type FieldName = keyof Texts["errorSentences"]["field"];

/**
 * What the server says to every client in words that other programs know (contract, conventions §4), in the reader's language where
 * screens can cause it.
 *
 * @param message  one refusal, or complaints about fields with commas between them
 * @returns null when some part of it is not among ours: then the server's words are better than half of them
 */
export function serverSentence(t: Sentences, message: string): string | null {
  const refusal = refusals.get(message);
  if (refusal) return t(`refusal.${refusal}`, { name: "" });
  const taken = /^(.+) took this conversation$/.exec(message);
  if (taken) return t("refusal.tookIt", { name: taken[1] ?? "" });
  const complaints = message.replace(/^Validation failed: /, "").split(", ");
  const sentences = complaints.map((complaint) => fieldSentence(t, complaint));
  return sentences.includes(null) ? null : sentences.join(" ");
}

function fieldSentence(t: Sentences, complaint: string): string | null {
  for (const [pattern, rule] of rules) {
    const [, name, count] = pattern.exec(complaint) ?? [];
    if (name === undefined) continue;
    const field = fields.get(name);
    return t(`rule.${rule}`, { field: field ? t(`field.${field}`) : name, count: count ?? "" });
  }
  return null;
}

const refusals = new Map<string, Refusal>([
  ["Nobody has this conversation any more", "nobodyHasIt"],
  ["Invalid current password", "wrongPassword"],
  ["Invalid token", "spentLink"],
  ["Already confirmed", "alreadyConfirmed"],
  ["The account needs at least one administrator", "lastAdministrator"],
  ["This channel cannot start a conversation with a contact", "cannotStart"],
  ["Only messages that failed can be sent again", "notFailed"],
  ["Validation failed: Too many messages", "tooManyMessages"],
  ["Validation failed: Attachments exceeded maximum allowed", "tooManyFiles"],
  ["Cannot send a scheduled message that has already been sent or failed", "alreadySent"],
  ["Cannot delete a scheduled message that has already been sent or failed", "alreadySent"],
]);

const rules: readonly [RegExp, Rule][] = [
  [/^(.+?) (?:can't be blank|is required)$/, "missing"],
  [/^(.+) has already been taken$/, "taken"],
  [/^(.+) is too long \(maximum is (\d+) characters\)$/, "tooLong"],
  [/^(.+) is too short \(minimum is (\d+) characters\)$/, "tooShort"],
  [/^(.+) must contain at least 1 uppercase character/, "upperCase"],
  [/^(.+) must contain at least 1 lowercase character/, "lowerCase"],
  [/^(.+) must contain at least 1 number/, "digit"],
  [/^(.+) must contain at least 1 special character/, "special"],
  [/^(.+) confirmation doesn't match \1$/, "different"],
  [/^(.+) size is too big$/, "tooBig"],
  [/^(.+) must be in the future$/, "past"],
  [/^(.+) (?:is invalid|is not included in the list|must exist|is not a number)$/, "wrong"],
];

const fields = new Map<string, FieldName>([
  ["Account name", "company"],
  ["Name", "name"],
  ["User full name", "name"],
  ["Email", "email"],
  ["Password", "password"],
  ["Phone number", "phone"],
  ["Content", "text"],
  ["Subject", "subject"],
  ["Avatar", "picture"],
  ["Webhook url", "webhookUrl"],
  ["Identifier", "identifier"],
  ["Assignee", "assignee"],
  ["Team", "team"],
  ["Title", "title"],
]);
