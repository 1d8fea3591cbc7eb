"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { record } from "../bubble/message-attributes.ts";

/** A line of activity in the reader's language; as it was written when we have no words for its kind. */
export function useActivityWords() {
  const t = useTexts("thread.activity");
  return (message: Message): string => {
    const activity = record(message.content_attributes.activity);
    const kind = typeof activity?.kind === "string" ? activity.kind : "";
    const values = Object.fromEntries(
      ["by", "to", "from", "names", "labels"].map((name) => [name, String(activity?.[name] ?? "")]),
    );
    const say = t as unknown as ((key: string, values: Record<string, string>) => string) & {
      has: (key: string) => boolean;
    };
    return kind !== "" && say.has(kind) ? say(kind, values) : (message.content ?? "");
  };
}
