import { systemContext } from "../../platform/context.ts";
import { sendMail } from "../../platform/mail/send-mail.ts";
import { runtime } from "../../platform/runtime.ts";
import { renderVariables } from "../messages/render-variables.ts";
import { findReader } from "./find-reader.ts";

interface TeamMail {
  accountId: number;
  userId: number;
  /** Database id. */
  conversationId: number;
  /** As the rule has it; its variables are filled in here. */
  message: string;
}

/** Mails the text of a rule about a conversation to one person of a team, with the way to the conversation. */
export async function mailTeamMember({ accountId, userId, conversationId, message }: TeamMail): Promise<void> {
  const [conversation] = await runtime().sql<{ displayId: number }[]>`
    select display_id as "displayId" from conversations where account_id = ${accountId} and id = ${conversationId}`;
  const reader = await findReader(accountId, userId);
  if (!conversation || !reader) return;
  const { displayId } = conversation;
  const link = `${runtime().config.appUrl}/app/accounts/${accountId}/conversations/${displayId}`;
  const said = await renderVariables(systemContext(accountId, "automations"), { conversationId }, message);
  const subject = /^pt/i.test(reader.locale)
    ? `[${reader.account}] Sobre a conversa #${displayId}`
    : `[${reader.account}] About conversation #${displayId}`;
  await sendMail({ to: reader.email, subject, text: `${said}\n\n${link}\n` });
}
