import type { SentMessage } from "../channel.ts";
import { compact } from "../json-fields.ts";
import { chatJid, personJid } from "./jid.ts";

/** How WhatsApp names a message: its chat, its id, whether it is ours and, in a group, who wrote it. */
export function messageKey({ id, fromMe, author }: SentMessage, chat: { to: string; isGroup?: boolean }) {
  const remoteJid = chatJid(chat.to, chat.isGroup);
  const isGroup = remoteJid.endsWith("@g.us");
  const participant = isGroup && !fromMe && author ? personJid(author) : undefined;
  return compact({ id, remoteJid, fromMe, participant });
}
