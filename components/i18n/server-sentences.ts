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
  const sentences = complaintsIn(message).map((complaint) => fieldSentence(t, complaint));
  return sentences.includes(null) ? null : sentences.join(" ");
}

/**
 * The same complaints, to stand at the fields they are about.
 *
 * @param names  fields that the form shows, as the wire calls them
 * @returns nothing when some complaint is not among ours, or about a field that is not shown
 */
export function complaintsByField(t: Sentences, message: string, names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const complaint of complaintsIn(message)) {
    const read = readComplaint(complaint);
    const name = read?.name.toLowerCase().replaceAll(" ", "_");
    if (!read || !name || !names.includes(name)) return {};
    const sentence = t(`rule.${read.rule}`, { count: read.count });
    found[name] = found[name] ? `${found[name]} ${asSentence(sentence)}` : asSentence(sentence);
  }
  return found;
}

function fieldSentence(t: Sentences, complaint: string): string | null {
  const read = readComplaint(complaint);
  if (!read) return null;
  const field = fields.get(read.name);
  return `${field ? t(`field.${field}`) : read.name}: ${t(`rule.${read.rule}`, { count: read.count })}`;
}

function readComplaint(complaint: string): { name: string; rule: Rule; count: string } | null {
  for (const [pattern, rule] of rules) {
    const [, name, count] = pattern.exec(complaint) ?? [];
    if (name !== undefined) return { name, rule, count: count ?? "" };
  }
  return null;
}

const complaintsIn = (message: string): string[] => message.replace(/^Validation failed: /, "").split(", ");
const asSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

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
