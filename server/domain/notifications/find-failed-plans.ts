import type { Tx } from "../../platform/database/transaction.ts";
import type { LoadedEvent } from "../../platform/events/subscriber.ts";
import { mayOpen } from "../../policies/conversations.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import { findRecipients } from "./find-recipients.ts";
import { firstWords } from "./serialize.ts";

/** A scheduled message that did not go out, and who shall know. */
export interface FailedPlan {
  eventId: number;
  userIds: number[];
  /** The message that the provider refused; null where none was made. */
  messageId: number | null;
  /** What should have been said, and why it was not. */
  words: string;
}

interface Row {
  id: number;
  authorId: number | null;
  messageId: number | null;
  content: string | null;
  failure: string | null;
}

/**
 * Who is told that a scheduled message failed: its author; where that is nobody who can open the conversation (a rule, somebody who left
 * the account or the inbox), the administrators, so that it does not go unnoticed. At most three statements.
 */
export async function findFailedPlans(tx: Tx, events: LoadedEvent[]): Promise<FailedPlan[]> {
  const failed = events.filter((event) => event.type === "scheduled_message.failed");
  if (failed.length === 0) return [];
  const rows = await tx.sql<Row[]>`
    select id, author_user_id as "authorId", message_id as "messageId", content, failure from scheduled_messages
    where account_id = ${tx.accountId} and id = any(${failed.map(idOf)}::bigint[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const authors = await findRecipients(tx, [...new Set(rows.flatMap((row) => row.authorId ?? []))]);
  const plans = failed.flatMap((event) => {
    const row = byId.get(idOf(event));
    const author = authors.get(row?.authorId ?? 0);
    const isReached = author && mayOpen(author, (event.resource as ConversationResource).row);
    return row ? [{ event, row, userIds: isReached ? [author.userId] : null }] : [];
  });
  const administrators = plans.some(({ userIds }) => userIds === null) ? await findAdministrators(tx) : [];
  return plans.map(({ event, row, userIds }) => ({
    eventId: event.id,
    userIds: userIds ?? administrators,
    messageId: row.messageId,
    words: [firstWords(row.content), row.failure].filter(Boolean).join(" – "),
  }));
}

const idOf = ({ data }: LoadedEvent): number => ("scheduled_message_id" in data ? data.scheduled_message_id : 0);

async function findAdministrators(tx: Tx): Promise<number[]> {
  const rows = await tx.sql<{ id: number }[]>`
    select user_id as id from account_users where account_id = ${tx.accountId} and role = 'administrator' order by user_id`;
  return rows.map((row) => row.id);
}
