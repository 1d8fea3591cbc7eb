import { notFound } from "../../../platform/app-error.ts";
import { type Context, statements, systemContext } from "../../../platform/context.ts";
import { toUnix } from "../../../platform/contract/fields.ts";
import type { Input } from "../../../platform/contract/operation.ts";
import { transaction } from "../../../platform/database/transaction.ts";
import { avatarLink } from "../../../platform/storage/file-link.ts";
import { submitValues } from "../../messages/submit-values.ts";
import type { answerSurvey as operation, Survey } from "../contract/ratings.ts";

interface Row {
  accountId: number;
  displayId: number;
  conversationId: number;
  messageId: number;
  content: string | null;
  attributes: {
    display_type?: string;
    submitted_values?: { csat_survey_response?: { rating?: number; feedback_message?: string | null } };
  };
  avatarKey: string | null;
  inboxName: string;
  locale: string;
  createdAt: string;
}

/** The survey that a link leads to. The uuid of the conversation is the key: nobody can guess one. @throws not_found */
export async function getSurvey(ctx: Context, { uuid }: { uuid: string }): Promise<Survey> {
  return serialize(await findSurvey(ctx, uuid));
}

/** Takes the customer's answer; a later one replaces it. @throws not_found, refused when it is too old */
export async function answerSurvey(ctx: Context, input: Input<typeof operation>): Promise<Survey> {
  const { accountId, displayId, messageId } = await findSurvey(ctx, input.uuid);
  const { rating, feedback_message } = input.submitted_values.csat_survey_response;
  await transaction(systemContext(accountId, "csat_survey"), (tx) =>
    submitValues(
      tx,
      { conversation_id: displayId, message_id: messageId },
      { submitted_values: { csat_survey_response: { rating, feedback_message: feedback_message ?? null } } },
    ),
  );
  return getSurvey(ctx, input);
}

async function findSurvey(ctx: Context, uuid: string): Promise<Row> {
  const [row] = await statements(ctx)<Row[]>`
    select c.account_id as "accountId", c.display_id as "displayId", c.id as "conversationId", m.id as "messageId", m.content,
      m.content_attributes as attributes, i.avatar_key as "avatarKey", i.name as "inboxName",
      coalesce(nullif(i.csat_config ->> 'language', ''), a.locale) as locale, m.created_at as "createdAt"
    from conversations c
    join messages m on m.account_id = c.account_id and m.conversation_id = c.id and m.content_type = 'input_csat'
    join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id
    join accounts a on a.id = c.account_id
    where c.uuid = ${uuid}
    order by m.created_at desc, m.id desc limit 1`;
  if (!row) throw notFound("survey");
  return row;
}

function serialize(row: Row): Survey {
  const answer = row.attributes.submitted_values?.csat_survey_response;
  return {
    id: row.messageId,
    csat_survey_response: answer?.rating
      ? { rating: Number(answer.rating), feedback_message: answer.feedback_message ?? null }
      : null,
    display_type: row.attributes.display_type ?? "emoji",
    content: row.content,
    inbox_avatar_url: avatarLink(row.avatarKey),
    inbox_name: row.inboxName,
    locale: row.locale,
    conversation_id: row.conversationId,
    created_at: toUnix(new Date(row.createdAt)),
  };
}
