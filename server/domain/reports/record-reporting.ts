import { systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { businessSeconds } from "./business-seconds.ts";

/** Something that happened in a conversation and counts in reports. */
export interface Fact {
  accountId: number;
  eventId: number;
  conversationId: number;
  what: "opened" | "resolved" | "replied" | "handed_off";
  at: Date;
  messageId?: number;
  waitingSince: Date | null;
  isFirst: boolean;
}

interface Facts {
  inboxId: number;
  teamId: number | null;
  assigneeId: number | null;
  createdAt: string;
  workingHoursEnabled: boolean;
  workingHours: unknown;
  timezone: string;
  hasBot: boolean;
  wasAnswered: boolean;
  lastResolvedAt: string | null;
  lastHumanAt: string | null;
  wasHandedOff: boolean;
  senderId: number | null;
  messageAt: string | null;
}

interface Entry {
  name: string;
  from: Date;
  to: Date;
  userId: number | null;
  /** Overrides the seconds between the two. */
  value?: number;
}

/**
 * Writes the reporting events of a fact (contract, reports §7). The unique key (name, event) makes a repeat harmless; a conversation
 * that is gone leaves nothing.
 */
export async function recordReporting(fact: Fact): Promise<void> {
  await transaction(systemContext(fact.accountId, "reports"), async (tx) => {
    const facts = await readFacts(tx, fact);
    if (!facts) return;
    for (const entry of entriesOf(fact, facts)) await insertEntry(tx, { fact, facts, entry });
  });
}

async function readFacts(tx: Tx, fact: Fact): Promise<Facts | undefined> {
  const ends = (names: string[]) => tx.sql`
    select max(r.event_end_time) from reporting_events r
    where r.account_id = c.account_id and r.conversation_id = c.id and r.name = any(${names}::text[])
      and r.source_event_id < ${fact.eventId}`;
  const [facts] = await tx.sql<Facts[]>`
    select c.inbox_id as "inboxId", c.team_id as "teamId", c.assignee_id as "assigneeId", c.created_at as "createdAt",
      i.working_hours_enabled as "workingHoursEnabled", i.working_hours as "workingHours", i.timezone,
      exists (select 1 from agent_bot_inboxes b
        where b.account_id = c.account_id and b.inbox_id = c.inbox_id and b.status = 'active') as "hasBot",
      exists (select 1 from messages m where m.account_id = c.account_id and m.conversation_id = c.id
        and m.message_type = 1 and m.sender_type = 'User') as "wasAnswered",
      (${ends(["conversation_resolved"])}) as "lastResolvedAt",
      coalesce((${ends(["conversation_bot_handoff", "conversation_opened"])}), (${ends(["conversation_bot_resolved"])})) as "lastHumanAt",
      (${ends(["conversation_bot_handoff"])}) is not null as "wasHandedOff",
      message.sender_id as "senderId", message.created_at as "messageAt"
    from conversations c
    join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id
    left join messages message on message.account_id = c.account_id and message.id = ${fact.messageId ?? null}
    where c.account_id = ${tx.accountId} and c.id = ${fact.conversationId}`;
  return facts;
}

function entriesOf(fact: Fact, facts: Facts): Entry[] {
  const created = new Date(facts.createdAt);
  const common = { to: fact.at, userId: facts.assigneeId };
  switch (fact.what) {
    case "opened":
      return [openedEntry(fact, facts)];
    case "resolved": {
      const whole = { ...common, from: created };
      const byBot = facts.hasBot && !facts.wasAnswered;
      return [
        { ...whole, name: "conversation_resolved" },
        ...(byBot ? [{ ...whole, name: "conversation_bot_resolved" }] : []),
      ];
    }
    case "handed_off":
      // A hand-off opens the conversation, each time; it counts as one the first time.
      return [
        openedEntry(fact, facts),
        ...(facts.wasHandedOff ? [] : [{ ...common, name: "conversation_bot_handoff", from: created }]),
      ];
    case "replied":
      return replyEntries(fact, facts);
  }
}

function openedEntry(fact: Fact, { lastResolvedAt, createdAt, assigneeId }: Facts): Entry {
  const entry = { name: "conversation_opened", to: fact.at, userId: assigneeId };
  return lastResolvedAt
    ? { ...entry, from: new Date(lastResolvedAt) }
    : { ...entry, from: new Date(createdAt), value: 0 };
}

function replyEntries(fact: Fact, facts: Facts): Entry[] {
  const to = facts.messageAt ? new Date(facts.messageAt) : fact.at;
  if (fact.isFirst) {
    const from = new Date(facts.lastHumanAt ?? facts.createdAt);
    return [{ name: "first_response", from, to, userId: facts.senderId ?? facts.assigneeId }];
  }
  return fact.waitingSince ? [{ name: "reply_time", from: fact.waitingSince, to, userId: facts.assigneeId }] : [];
}

async function insertEntry(tx: Tx, { fact, facts, entry }: { fact: Fact; facts: Facts; entry: Entry }): Promise<void> {
  const { name, from, to, userId } = entry;
  const seconds = Math.max(0, (to.getTime() - from.getTime()) / 1000);
  const open = entry.value === undefined ? businessSeconds(facts, from, to) : entry.value;
  await tx.sql`
    insert into reporting_events (account_id, name, value, value_in_business_hours, inbox_id, user_id, team_id, conversation_id,
      source_event_id, event_start_time, event_end_time)
    values (${tx.accountId}, ${name}, ${entry.value ?? seconds}, ${open}, ${facts.inboxId}, ${userId}, ${facts.teamId},
      ${fact.conversationId}, ${fact.eventId}, ${from.toISOString()}, ${to.toISOString()})
    on conflict do nothing`;
}
