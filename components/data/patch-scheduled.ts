import type { RecurringScheduledMessage } from "#server/domain/scheduled-messages/contract/recurring.ts";
import type { ScheduledMessage } from "#server/domain/scheduled-messages/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { scheduledKeys } from "./scheduled-keys.ts";

interface Rows<Row> {
  payload: Row[];
}

const OVERVIEW_REST_MS = 1_500;
const stale = new WeakMap<AccountCache["client"], ReturnType<typeof setTimeout>>();

/** Puts a state of a scheduled message into the list of its conversation, if that was fetched. */
export function patchScheduled(cache: AccountCache, message: ScheduledMessage, isDeleted = false): void {
  const key = scheduledKeys.list(cache.accountId, message.conversation_id);
  cache.client.setQueryData<Rows<ScheduledMessage>>(key, (held) => {
    if (!held) return held;
    const known = held.payload.find((row) => row.id === message.id);
    if (known && known.revision > message.revision) return held;
    const others = held.payload.filter((row) => row.id !== message.id);
    return { payload: (isDeleted ? others : [...others, message]).sort(latestFirst) };
  });
  if (message.recurring_scheduled_message_id !== undefined) {
    // A series shows what became of its messages.
    const series = scheduledKeys.series(cache.accountId, message.conversation_id);
    void cache.client.invalidateQueries({ queryKey: series });
  }
  renewOverviews(cache);
}

/** Puts a state of a series into the list of its conversation, if that was fetched. */
export function patchSeries(cache: AccountCache, series: RecurringScheduledMessage): void {
  const key = scheduledKeys.series(cache.accountId, series.conversation_id);
  cache.client.setQueryData<Rows<RecurringScheduledMessage>>(key, (held) => {
    if (!held) return held;
    const known = held.payload.find((row) => row.id === series.id);
    if (known && known.revision > series.revision) return held;
    return { payload: [...held.payload.filter((row) => row.id !== series.id), series].sort(activeFirst) };
  });
}

/** Thousands may change within a minute: what shows all conversations is fetched again now and then, not each time. */
function renewOverviews({ client, accountId }: AccountCache): void {
  if (stale.has(client)) return;
  const timer = setTimeout(() => {
    stale.delete(client);
    void client.invalidateQueries({ queryKey: scheduledKeys.overviews(accountId) });
  }, OVERVIEW_REST_MS);
  stale.set(client, timer);
}

const latestFirst = (left: ScheduledMessage, right: ScheduledMessage): number =>
  (right.scheduled_at ?? Number.MAX_SAFE_INTEGER) - (left.scheduled_at ?? Number.MAX_SAFE_INTEGER) ||
  right.id - left.id;

const ranks = { active: 0, draft: 1, completed: 2, cancelled: 2 } as const;
const activeFirst = (left: RecurringScheduledMessage, right: RecurringScheduledMessage): number =>
  ranks[left.status] - ranks[right.status] || right.id - left.id;
