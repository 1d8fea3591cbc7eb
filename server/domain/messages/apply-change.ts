import type { InboundEvent } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { cleanText } from "./clean-text.ts";
import type { InboundProblem } from "./inbound-events.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import { messageTime } from "./message-time.ts";
import { resolveInboundMentions } from "./resolve-inbound-mentions.ts";

type Of<T extends InboundEvent["type"]> = Extract<InboundEvent, { type: T }>;
type Problem = Omit<InboundProblem, "inboundEventId"> | undefined;

interface Target {
  id: number;
  conversationId: number;
  content: string | null;
  contentAttributes: Record<string, unknown>;
}

/** Locks the message that a change names, so that changes of one message follow each other. */
async function lockTarget(tx: Tx, inbox: IngestInbox, providerMessageId: string): Promise<Target | undefined> {
  const [row] = await tx.sql<Target[]>`
    select id, conversation_id as "conversationId", content, content_attributes as "contentAttributes" from messages
    where account_id = ${tx.accountId} and inbox_id = ${inbox.id} and provider_message_id = ${providerMessageId}
    for update`;
  return row;
}

const unknownTarget = (what: string, id: string): Problem => ({
  kind: "wait",
  reason: `${what} of unknown message ${id}`,
});

/**
 * The customer (or our phone) changed a text. The first text is kept as `previous_content`; the edit with the latest provider time
 * wins, so edits out of order end the same.
 */
export async function applyEdit(tx: Tx, inbox: IngestInbox, edit: Of<"edit">, receivedAt: Date): Promise<Problem> {
  const target = await lockTarget(tx, inbox, edit.messageId);
  if (!target) return unknownTarget("edit", edit.messageId);
  const { contentAttributes: known } = target;
  const editedAt = messageTime(edit.at, receivedAt).getTime();
  const changed = { content: cleanText(edit.text), content_attributes: { mentions: known.mentions } };
  await resolveInboundMentions(tx, inbox.id, [changed]);
  const text = changed.content;
  if (typeof known.edited_at === "number" && known.edited_at > editedAt) return undefined;
  if (text === target.content) return undefined;
  await writeTarget(tx, target, {
    content: text,
    attributes: { is_edited: true, previous_content: known.previous_content ?? target.content, edited_at: editedAt },
  });
  return undefined;
}

/** Deleted by its author. The text stays readable for the team, marked as deleted (the screen dims it). */
export async function applyDelete(tx: Tx, inbox: IngestInbox, removal: Of<"delete">): Promise<Problem> {
  const target = await lockTarget(tx, inbox, removal.messageId);
  if (!target) return unknownTarget("deletion", removal.messageId);
  if (target.contentAttributes.deleted) return undefined;
  await writeTarget(tx, target, { content: target.content, attributes: { deleted: true } });
  return undefined;
}

/** New counts of a poll replace the old ones as a whole; where the provider tells one person's choice only, we count. */
export async function applyPollVote(tx: Tx, inbox: IngestInbox, vote: Of<"poll_vote">): Promise<Problem> {
  const target = await lockTarget(tx, inbox, vote.messageId);
  if (!target) return unknownTarget("vote", vote.messageId);
  const { poll } = target.contentAttributes;
  const before = typeof poll === "object" && poll !== null ? poll : {};
  const results = vote.results.map(({ name, count }) => ({ name: cleanText(name), count }));
  const after = vote.votes && results.length === 0 ? countVote(before, vote) : { ...before, results };
  await writeTarget(tx, target, { content: target.content, attributes: { poll: after } });
  return undefined;
}

interface CountedPoll {
  options?: unknown[];
  /** Names of the options by the provider's ids. */
  option_ids?: Record<string, unknown>;
  /** Choices by voter, kept so that a changed vote takes the place of the first. */
  choices?: Record<string, string[]>;
}

function countVote(poll: CountedPoll, { voter, votes = [] }: Of<"poll_vote">): CountedPoll & { results: unknown[] } {
  const identity = voter?.identities[0];
  const ids = new Map(Object.entries(poll.option_ids ?? {}));
  const chosenNow = votes.map((vote) => cleanText(String(ids.get(vote) ?? vote)));
  const choices = { ...poll.choices, [identity ? `${identity.kind}:${identity.value}` : "self"]: chosenNow };
  const chosen = Object.values(choices).flat();
  const names = [...new Set([...(poll.options ?? []), ...chosen])].filter((name) => typeof name === "string");
  const results = names.map((name) => ({ name, count: chosen.filter((choice) => choice === name).length }));
  return { ...poll, choices, results };
}

async function writeTarget(
  tx: Tx,
  target: Target,
  change: { content: string | null; attributes: Record<string, unknown> },
): Promise<void> {
  await tx.sql`
    update messages set content = ${change.content}, revision = revision + 1, updated_at = now(),
      content_attributes = content_attributes || ${JSON.stringify(change.attributes)}::text::jsonb
    where account_id = ${tx.accountId} and id = ${target.id}`;
  tx.emit("message.updated", { message_id: target.id, conversation_id: target.conversationId });
}
