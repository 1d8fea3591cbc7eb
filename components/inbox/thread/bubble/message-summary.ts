"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import type { Attachment, Message } from "#server/domain/messages/contract.ts";
import { plainText } from "../text/plain-text.ts";
import { isSticker, messageAttributes } from "./message-attributes.ts";

/** Characters of a text that a name for screen readers or a quote can use. */
const SUMMARY_LENGTH = 500;

/** Author and content of a message in words, for quotes and screen readers. */
export function useMessageSummary(message: Message): { author: string; text: string } {
  const author = useAuthor()(message);
  const text = useContentWords()(message);
  return { author, text };
}

/** Who wrote a message, as the thread names them. */
export function useAuthor() {
  const t = useTexts("thread.author");
  return (message: Message): string => {
    if (message.sender) return message.sender.name;
    if (message.message_type === 0) return t("customer");
    const attributes = messageAttributes(message);
    if (attributes.fromPhone) return t("phone");
    return message.message_type === 3 ? t("automatic") : t("us");
  };
}

/** What a message says in one line, media by their kind. */
export function useContentWords() {
  const t = useTexts("thread.kind");
  const kindOf = (message: Message, attachment: Attachment): string => {
    if (isSticker(message, attachment)) return t("sticker");
    switch (attachment.file_type) {
      case "image":
        return t("photo");
      case "video":
        return t("video");
      case "audio":
        return attachment.meta.is_recorded_audio === true ? t("voice") : t("audio");
      case "location":
        return t("location");
      case "contact":
        return t("contact");
      default:
        return attachment.file_name ?? t("file");
    }
  };
  return (message: Message): string => {
    const attributes = messageAttributes(message);
    if (attributes.unsupported) return t("unsupported", { type: attributes.unsupported.type });
    if (attributes.poll) return `${t("poll")}: ${attributes.poll.title}`;
    const first = message.attachments?.[0];
    const kind = first ? kindOf(message, first) : null;
    return (
      [kind, message.content ? plainText(message.content.slice(0, SUMMARY_LENGTH)) : null]
        .filter(Boolean)
        .join(" · ") || t("empty")
    );
  };
}
