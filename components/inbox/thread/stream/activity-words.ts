"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { number, record, text } from "../bubble/message-attributes.ts";

/** Values that are stored as words of the account's language: a sentence around them in another one would be mixed. */
const worded = ["period", "next"];

/** A line of activity in the reader's language; as it was written when we have no words for its kind. */
export function useActivityWords() {
  const t = useTexts("thread.activity");
  return (message: Message): string => {
    const activity = record(message.content_attributes.activity) ?? {};
    const { kind } = activity;
    const say = t as unknown as ((key: string, values: Record<string, string>) => string) & {
      has: (key: string) => boolean;
    };
    if (typeof kind !== "string" || !say.has(kind) || worded.some((name) => name in activity))
      return message.content ?? "";
    return say(
      kind,
      Object.fromEntries(
        Object.entries(activity).map(([name, value]) => [name, text(value) ?? String(number(value) ?? "")]),
      ),
    );
  };
}
