import { systemContext } from "../../platform/context.ts";
import { sendMail } from "../../platform/mail/send-mail.ts";
import { fileLink } from "../../platform/storage/file-link.ts";
import { loadMessages, type MessageRow } from "../messages/queries/load-messages.ts";
import { type ConversationRow, loadConversations } from "./queries/load-conversations.ts";

/** Of a longer conversation the newest part is sent. */
const MOST_MESSAGES = 5_000;

const texts = {
  en: { subject: "Your conversation", bot: "Automatic message", cut: "Earlier messages are not in this mail." },
  pt: { subject: "Sua conversa", bot: "Mensagem automática", cut: "Mensagens anteriores não estão neste e-mail." },
} as const;
type Texts = (typeof texts)[keyof typeof texts];

/**
 * Writes and sends the transcript of a conversation: what was received and sent, without private notes and without what the product
 * says to agents. A conversation that is gone by now is not mailed.
 */
export async function mailTranscript(of: {
  account_id: number;
  conversation_id: number;
  email: string;
  locale: string;
}): Promise<void> {
  const ctx = systemContext(of.account_id, "send_transcript");
  const [conversation] = await loadConversations(ctx, (sql) => ({ where: sql`c.id = ${of.conversation_id}` }));
  if (!conversation) return;
  const rows = await loadMessages(ctx, (sql) => ({
    where: sql`m.conversation_id = ${of.conversation_id} and m.message_type in (0, 1, 3) and not m.private`,
    order: sql`order by m.created_at desc, m.id desc`,
    limit: MOST_MESSAGES + 1,
  }));
  const words = /^pt/i.test(of.locale) ? texts.pt : texts.en;
  const said = rows.slice(0, MOST_MESSAGES).reverse();
  const blocks = said.map((row) => blockOf(row, of.locale, words));
  if (rows.length > MOST_MESSAGES) blocks.unshift(words.cut);
  await sendMail({ to: of.email, subject: subjectOf(conversation, words), text: `${blocks.join("\n\n")}\n` });
}

const subjectOf = (conversation: ConversationRow, words: Texts): string =>
  `[#${conversation.displayId}] ${words.subject}${conversation.contact.name ? ` – ${conversation.contact.name}` : ""}`;

function blockOf(row: MessageRow, locale: string, words: Texts): string {
  const at = row.createdAt.toLocaleString(locale, { timeZone: "UTC", dateStyle: "medium", timeStyle: "short" });
  const who = row.sender?.displayName || row.sender?.name || words.bot;
  const files = row.attachments.flatMap((file) =>
    file.storageKey
      ? [`${file.fileName ?? file.fileType}: ${fileLink(file.storageKey, file)}`]
      : file.fallbackTitle
        ? [file.fallbackTitle]
        : [],
  );
  return [`${who} (${at} UTC)`, row.content ?? "", ...files].filter(Boolean).join("\n");
}
