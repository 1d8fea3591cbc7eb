import type { Tx } from "../../platform/database/transaction.ts";
import type { Changed } from "../../platform/events/event-types.ts";

/** A message that was just inserted, as the conversation's row needs it. */
export interface RecordedMessage {
  id: number;
  conversationId: number;
  kind: "incoming" | "outgoing" | "activity" | "template";
  private: boolean;
  /** A person of the team wrote it (or typed it on the phone); bots and campaigns do not count as a reply. */
  isHumanReply: boolean;
  /** A bot wrote it: the customer has an answer, and reports no reply. */
  isBotReply?: boolean;
  createdAt: Date;
  /** A person of the team wrote it here, and has thereby seen what came before (unlike one who answers on the phone). */
  isSeenByWriter?: boolean;
  /** Reactions and the like move the conversation up but are nothing unread. */
  isSilent?: boolean;
}

interface Update {
  id: number;
  last_message_id: number;
  last_activity_at: string;
  last_non_activity_id: number | null;
  last_non_activity_at: string | null;
  unread: number;
  seen_at: string | null;
  first_incoming_at: string | null;
  last_incoming_at: string | null;
  replied_at: string | null;
  /** By a person or a bot. */
  answered_at: string | null;
  /** The first public answer of a person among the messages. */
  reply_id: number | null;
  reopens: boolean;
}

interface Changes {
  id: number;
  status: string;
  statusBefore: string;
  replyId: number | null;
  waitingSinceBefore: string | null;
  hadReplyBefore: boolean;
}

/**
 * Brings the rows of conversations up to date after messages were inserted: what the list shows, unread and waiting, and the
 * life-cycle rules of the contract (conversations §6.1, §6.3, §6.4). One statement for all of them.
 *
 * @param recorded    of any number of conversations, which are locked already
 * @param hasActiveBot  a resolved conversation reopens as pending instead of open
 * @returns database ids of those that were resolved and are open now
 */
export async function recordMessages(tx: Tx, recorded: RecordedMessage[], hasActiveBot = false): Promise<number[]> {
  if (recorded.length === 0) return [];
  const updates = [...groupByConversation(recorded)].map(([id, messages]) => summarise(id, messages));
  const changes = await tx.sql<Changes[]>`
    update conversations c set
      last_message_id = case when u.last_activity_at >= c.last_activity_at or c.last_message_id is null
        then u.last_message_id else c.last_message_id end,
      last_non_activity_message_id = case when u.last_non_activity_id is not null
        and (u.last_non_activity_at >= c.last_activity_at or c.last_non_activity_message_id is null)
        then u.last_non_activity_id else c.last_non_activity_message_id end,
      last_activity_at = greatest(u.last_activity_at, case when c.last_message_id is null then u.last_activity_at else c.last_activity_at end),
      last_incoming_at = greatest(c.last_incoming_at, u.last_incoming_at),
      unread_count = case when u.seen_at is null then c.unread_count + u.unread else 0 end,
      agent_last_seen_at = greatest(c.agent_last_seen_at, u.seen_at),
      first_reply_created_at = coalesce(c.first_reply_created_at, u.replied_at),
      waiting_since = case
        when u.answered_at is not null and (u.last_incoming_at is null or u.answered_at >= u.last_incoming_at) then null
        else coalesce(c.waiting_since, u.first_incoming_at) end,
      status = case
        when not u.reopens or blocked.is_blocked then c.status
        when c.status = 'snoozed' then 'open'
        when c.status = 'resolved' then ${hasActiveBot ? "pending" : "open"}
        else c.status end,
      snoozed_until = case when u.reopens and not blocked.is_blocked then null else c.snoozed_until end,
      revision = c.revision + 1,
      updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(updates)}::text::jsonb) as u (
        id bigint, last_message_id bigint, last_activity_at timestamptz, last_non_activity_id bigint, last_non_activity_at timestamptz,
        unread integer, seen_at timestamptz, first_incoming_at timestamptz, last_incoming_at timestamptz, replied_at timestamptz, answered_at timestamptz,
        reply_id bigint, reopens boolean)
      join conversations before on before.account_id = ${tx.accountId} and before.id = u.id
      cross join lateral (
        select exists (select from contacts where account_id = ${tx.accountId} and id = before.contact_id and contacts.blocked) as is_blocked
      ) as blocked
    where c.account_id = ${tx.accountId} and c.id = u.id
    returning c.id, c.status, before.status as "statusBefore", u.reply_id as "replyId",
      before.waiting_since as "waitingSinceBefore", before.first_reply_created_at is not null as "hadReplyBefore"`;
  for (const change of changes) {
    if (change.status !== change.statusBefore) emitReopened(tx, change);
    if (change.replyId !== null) emitReply(tx, change.replyId, change);
  }
  return changes.flatMap(({ id, status, statusBefore }) =>
    statusBefore === "resolved" && status === "open" ? [id] : [],
  );
}

function emitReopened(tx: Tx, change: Changes): void {
  const changed: Changed = { status: [change.statusBefore, change.status] };
  tx.emit("conversation.updated", { conversation_id: change.id, changed });
  tx.emit("conversation.status_changed", { conversation_id: change.id, changed });
}

/** What the row knew before it was overwritten: reports need how long the customer had waited. */
function emitReply(tx: Tx, replyId: number, { id, waitingSinceBefore, hadReplyBefore }: Changes): void {
  if (hadReplyBefore && waitingSinceBefore === null) return;
  tx.emit("reply.created", {
    conversation_id: id,
    message_id: replyId,
    waiting_since: waitingSinceBefore && new Date(waitingSinceBefore).toISOString(),
    is_first: !hadReplyBefore,
  });
}

function groupByConversation(recorded: RecordedMessage[]): Map<number, RecordedMessage[]> {
  const groups = new Map<number, RecordedMessage[]>();
  for (const message of recorded) {
    const group = groups.get(message.conversationId);
    if (group) group.push(message);
    else groups.set(message.conversationId, [message]);
  }
  return groups;
}

function summarise(id: number, messages: RecordedMessage[]): Update {
  const newest = latest(messages) as RecordedMessage;
  const newestSaid = latest(messages.filter((message) => message.kind !== "activity"));
  const incoming = messages.filter((message) => message.kind === "incoming" && !message.isSilent);
  const replies = messages.filter((message) => message.isHumanReply && !message.private);
  const answers = messages.filter((message) => (message.isHumanReply || message.isBotReply) && !message.private);
  return {
    id,
    last_message_id: newest.id,
    last_activity_at: newest.createdAt.toISOString(),
    last_non_activity_id: newestSaid?.id ?? null,
    last_non_activity_at: newestSaid?.createdAt.toISOString() ?? null,
    unread: incoming.length,
    seen_at: latest(messages.filter((message) => message.isSeenByWriter))?.createdAt.toISOString() ?? null,
    first_incoming_at: earliest(incoming)?.createdAt.toISOString() ?? null,
    last_incoming_at: latest(incoming)?.createdAt.toISOString() ?? null,
    replied_at: latest(replies)?.createdAt.toISOString() ?? null,
    answered_at: latest(answers)?.createdAt.toISOString() ?? null,
    reply_id: earliest(replies)?.id ?? null,
    reopens: incoming.length > 0,
  };
}

const isLater = (a: RecordedMessage, b: RecordedMessage): boolean =>
  a.createdAt.getTime() === b.createdAt.getTime() ? a.id > b.id : a.createdAt > b.createdAt;

const latest = (messages: RecordedMessage[]): RecordedMessage | undefined =>
  messages.reduce<RecordedMessage | undefined>(
    (best, message) => (best && isLater(best, message) ? best : message),
    undefined,
  );

const earliest = (messages: RecordedMessage[]): RecordedMessage | undefined =>
  messages.reduce<RecordedMessage | undefined>(
    (best, message) => (best && isLater(message, best) ? best : message),
    undefined,
  );
