import { AppError } from "../../platform/app-error.ts";
import { systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { type LockedConversation, lockConversation } from "../conversations/queries/get-conversation.ts";
import { isOpenAt } from "../inboxes/is-open-at.ts";
import { addMessage } from "./create-message.ts";

/** Somebody of the team who wrote so lately is there: no out-of-office answer. */
const ATTENDED_MINUTES = 5;

/**
 * Answers a customer by itself: the out-of-office message when the inbox is closed, at most once a day, else the greeting before
 * anything was said to them (contract, messages §7). Not while a bot has the conversation.
 */
export async function sendAutomatic(at: { accountId: number; displayId: number }): Promise<void> {
  await transaction(systemContext(at.accountId, "automatic_messages"), async (tx) => {
    const conversation = await findConversation(tx, at.displayId);
    if (!conversation || conversation.assigneeAgentBotId !== null) return;
    const text = await automaticText(tx, conversation);
    if (text === null) return;
    await addMessage(tx, conversation, { message: { content: text, message_type: "template" }, uploads: [] });
  });
}

/** Deleted since: nobody is left to answer. */
async function findConversation(tx: Tx, displayId: number): Promise<LockedConversation | null> {
  try {
    return await lockConversation(tx, displayId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

interface Facts {
  greeting: string | null;
  outOfOffice: string | null;
  workingHoursEnabled: boolean;
  workingHours: unknown;
  timezone: string;
  isBlocked: boolean;
  wasAnswered: boolean;
  hadTemplateToday: boolean;
  isAttended: boolean;
}

async function automaticText(tx: Tx, conversation: LockedConversation): Promise<string | null> {
  const facts = await readFacts(tx, conversation);
  if (!facts || facts.isBlocked) return null;
  const isClosed = facts.outOfOffice !== null && !isOpenAt(facts, new Date());
  if (isClosed && !facts.hadTemplateToday && !facts.isAttended) return facts.outOfOffice;
  return facts.wasAnswered ? null : facts.greeting;
}

async function readFacts(tx: Tx, conversation: LockedConversation): Promise<Facts | undefined> {
  const said = tx.sql`
    select 1 from messages m
    where m.account_id = ${tx.accountId} and m.conversation_id = ${conversation.id} and not m.private`;
  const [facts] = await tx.sql<Facts[]>`
    select case when i.greeting_enabled then nullif(i.greeting_message, '') end as greeting,
      case when i.working_hours_enabled then nullif(i.out_of_office_message, '') end as "outOfOffice",
      i.working_hours_enabled as "workingHoursEnabled", i.working_hours as "workingHours", i.timezone,
      c.blocked as "isBlocked",
      exists (${said} and m.message_type in (1, 3)) as "wasAnswered",
      exists (${said} and m.message_type = 3
        and m.created_at >= date_trunc('day', now() at time zone i.timezone) at time zone i.timezone) as "hadTemplateToday",
      exists (${said} and m.message_type = 1
        and m.created_at > now() - make_interval(mins => ${ATTENDED_MINUTES})) as "isAttended"
    from inboxes i, contacts c
    where i.account_id = ${tx.accountId} and i.id = ${conversation.inboxId}
      and c.account_id = ${tx.accountId} and c.id = ${conversation.contactId}`;
  return facts;
}
