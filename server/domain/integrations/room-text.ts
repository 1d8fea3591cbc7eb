import type { ConversationResource } from "../realtime/load-resources.ts";

/** So much of a message is quoted; the rest is behind the link. */
const MOST_CHARACTERS = 1_500;

/** A line for a chat room in Slack's markup, with the way to the conversation. */
export function roomText(event: string, { row, conversation, message }: ConversationResource, link: string): string {
  const place = `<${link}|#${row.displayId}>`;
  const customer = escaped(conversation.meta.sender?.name || "?");
  switch (event) {
    case "conversation_created":
      return `:speech_balloon: ${place} New conversation with *${customer}*`;
    case "conversation_resolved":
      return `:white_check_mark: ${place} The conversation with *${customer}* is resolved`;
    default:
      return `${place} *${escaped(message?.sender?.name || customer)}*: ${quoted(message)}`;
  }
}

function quoted(message: ConversationResource["message"]): string {
  const content = message?.content ?? "";
  const text = content.length > MOST_CHARACTERS ? `${content.slice(0, MOST_CHARACTERS)}…` : content;
  const files = message?.attachments.map((file) => `[${file.fileName ?? file.fileType}]`) ?? [];
  return [escaped(text), ...files.map(escaped)].filter(Boolean).join(" ");
}

/** The three characters that mean something in the markup (https://docs.slack.dev/messaging/formatting-message-text). */
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
