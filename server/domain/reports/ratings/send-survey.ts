import { isAppError } from "../../../platform/app-error.ts";
import { systemContext } from "../../../platform/context.ts";
import { type Tx, transaction } from "../../../platform/database/transaction.ts";
import { runtime } from "../../../platform/runtime.ts";
import { type LockedConversation, lockConversation } from "../../conversations/queries/get-conversation.ts";
import { loadConversations } from "../../conversations/queries/load-conversations.ts";
import { replyWindowEnd } from "../../conversations/serialize.ts";
import { addMessage } from "../../messages/create-message.ts";
import { writeActivities } from "../../messages/write-activities.ts";

interface SurveyConfig {
  message?: string;
  display_type?: string;
  survey_rules?: { operator?: string; values?: unknown[] };
}

const QUESTION = {
  en: "Please rate the conversation",
  "pt-BR": "Avalie a conversa, por favor",
};

/**
 * Sends the survey once in a conversation that is still resolved and whose labels fit the rules (contract, messages §8). Where no free
 * text is accepted any more, a line in the thread says so.
 */
export async function sendSurvey(at: { accountId: number; displayId: number }): Promise<void> {
  await transaction(systemContext(at.accountId, "csat_survey"), async (tx) => {
    const conversation = await findConversation(tx, at.displayId);
    if (conversation?.status !== "resolved") return;
    const inbox = await readInbox(tx, conversation);
    if (!inbox || inbox.wasAsked || !rulesFit(inbox.config, conversation.labels)) return;
    const [row] = await loadConversations(tx, (sql) => ({ where: sql`c.id = ${conversation.id}` }));
    const end = row ? replyWindowEnd(row) : null;
    if (!row || (end !== null && end <= new Date())) {
      await writeActivities(tx, conversation.id, [{ kind: "survey_unsent" }]);
      return;
    }
    const content = inbox.config.message || QUESTION[inbox.locale.startsWith("pt") ? "pt-BR" : "en"];
    await addMessage(tx, conversation, {
      message: {
        content,
        message_type: "template",
        content_type: "input_csat",
        content_attributes: {
          display_type: inbox.config.display_type ?? "emoji",
          survey_link: `${runtime().config.appUrl}/survey/responses/${row.uuid}`,
        },
      },
      uploads: [],
    });
  });
}

async function findConversation(tx: Tx, displayId: number): Promise<LockedConversation | null> {
  try {
    return await lockConversation(tx, displayId);
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  }
}

async function readInbox(tx: Tx, { id, inboxId }: LockedConversation) {
  const [inbox] = await tx.sql<{ config: SurveyConfig; locale: string; wasAsked: boolean }[]>`
    select i.csat_config as config, coalesce(nullif(i.csat_config ->> 'language', ''), a.locale) as locale, exists (
      select 1 from messages m where m.account_id = i.account_id and m.conversation_id = ${id} and m.content_type = 'input_csat'
    ) as "wasAsked"
    from inboxes i join accounts a on a.id = i.account_id
    where i.account_id = ${tx.accountId} and i.id = ${inboxId} and i.csat_survey_enabled`;
  return inbox;
}

function rulesFit({ survey_rules: rules }: SurveyConfig, labels: string[]): boolean {
  const wanted = (rules?.values ?? []).map(String);
  if (wanted.length === 0) return true;
  const hasOne = wanted.some((label) => labels.includes(label));
  return rules?.operator === "does_not_contain" ? !hasOne : hasOne;
}
