import type { Conversation } from "#server/domain/conversations/contract.ts";
import { type ConversationScope, type Counted, countedOf, isInScope } from "./conversation-filter.ts";

export interface Counts {
  mine_count: number;
  assigned_count: number;
  unassigned_count: number;
  all_count: number;
}

/** Old and new values of an event, by field. */
export type Changed = Readonly<Record<string, readonly [unknown, unknown]>>;

/**
 * What one conversation was when the counts were fetched and what it is now. The difference of the two is its share
 * of the counts, so repeated events and events in the wrong order add up to the same.
 */
interface Entry {
  /** Revision that the fetched counts already hold; 0 when the fetch did not show it. */
  known: number;
  /** Values before the oldest event heard, each with the revision that told. `absent`: it did not exist yet. */
  before: Partial<Record<keyof Counted, { revision: number; value: unknown }>> | "absent";
  /** Null after it was deleted. */
  now: Counted | null;
  revision: number;
}

/** Counts of one scope as shown, and what they were made of since the fetch. */
export interface CountsState {
  counts: Counts;
  ledger: Readonly<Record<number, Entry>>;
}

const countedFields = [
  "status",
  "assignee_id",
  "inbox_id",
  "team_id",
  "labels",
  "group_type",
  "unread_messages_count",
] as const;

/** Counts just fetched together with some of the rows they count. */
export function freshCounts(counts: Counts, rows: readonly Conversation[]): CountsState {
  const ledger = Object.fromEntries(
    rows.map((row): [number, Entry] => {
      const now = countedOf(row);
      return [row.id, { known: row.revision, before: beforeOf(now), now, revision: row.revision }];
    }),
  );
  return { counts, ledger };
}

export interface Counting {
  scope: ConversationScope;
  /** Id of the user whose tab "Mine" is counted. */
  me: number;
}

export interface CountableEvent {
  id: number;
  revision: number;
  /** Null: deleted. */
  conversation: Conversation | null;
  changed?: Changed;
  isCreation?: boolean;
}

/** The counts after an event. What the fetch already held changes nothing. */
export function countEvent(state: CountsState, { scope, me }: Counting, event: CountableEvent): CountsState {
  const entry = state.ledger[event.id];
  if (entry && event.conversation && event.revision <= entry.known) return state;
  const next = mergeEvent(entry, event);
  const counts = addCounts(state.counts, shareOf(next, scope, me), entry ? shareOf(entry, scope, me) : nothing);
  return { counts, ledger: { ...state.ledger, [event.id]: next } };
}

const nothing: Counts = { mine_count: 0, assigned_count: 0, unassigned_count: 0, all_count: 0 };

function mergeEvent(entry: Entry | undefined, event: CountableEvent): Entry {
  const old: Entry = entry ?? {
    known: 0,
    before: {},
    now: event.conversation && countedOf(event.conversation),
    revision: event.revision,
  };
  const isGone = old.now === null && entry !== undefined;
  const isNewer = !isGone && event.revision >= old.revision;
  return {
    known: old.known,
    before: old.known > 0 ? old.before : earlier(old.before, event),
    now: event.conversation === null || isGone ? null : isNewer ? countedOf(event.conversation) : old.now,
    revision: Math.max(old.revision, event.revision),
  };
}

/** `before` with what an event tells about still earlier times. */
function earlier(before: Entry["before"], event: CountableEvent): Entry["before"] {
  if (before === "absent" || event.isCreation) return "absent";
  const merged = { ...before };
  for (const field of countedFields) {
    const change = event.changed?.[field];
    const held = merged[field];
    if (change && (!held || event.revision < held.revision))
      merged[field] = { revision: event.revision, value: change[0] };
  }
  return merged;
}

function beforeOf(counted: Counted): Entry["before"] {
  return Object.fromEntries(countedFields.map((field) => [field, { revision: 0, value: counted[field] }]));
}

/** What a conversation adds to the counts now, less what it added when they were fetched. */
function shareOf(entry: Entry, scope: ConversationScope, me: number): Counts {
  if (entry.before === "absent") return addCounts(countOne(entry.now, scope, me), nothing, nothing);
  const values = Object.entries(entry.before).map(([field, old]) => [field, old.value]);
  const before = { ...entry.now, ...Object.fromEntries(values) } as Partial<Counted>;
  return addCounts(
    nothing,
    countOne(entry.now, scope, me),
    countOne(before.status ? (before as Counted) : null, scope, me),
  );
}

function countOne(counted: Counted | null, scope: ConversationScope, me: number): Counts {
  if (!counted || !isInScope(scope, { ...counted, labels: counted.labels ?? [] })) return nothing;
  const isAssigned = (counted.assignee_id ?? null) !== null;
  return {
    mine_count: counted.assignee_id === me ? 1 : 0,
    assigned_count: isAssigned ? 1 : 0,
    unassigned_count: isAssigned ? 0 : 1,
    all_count: 1,
  };
}

function addCounts(counts: Counts, plus: Counts, minus: Counts): Counts {
  const of = (key: keyof Counts) => counts[key] + plus[key] - minus[key];
  return {
    mine_count: of("mine_count"),
    assigned_count: of("assigned_count"),
    unassigned_count: of("unassigned_count"),
    all_count: of("all_count"),
  };
}
