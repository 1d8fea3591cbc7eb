import type { AccountContext } from "../../platform/context.ts";
import type { Event } from "../../platform/events/event-types.ts";
import { loadRecurring, type RecurringRow } from "./queries/load-recurring.ts";
import { loadScheduled, type ScheduledRow } from "./queries/load-scheduled.ts";

/**
 * Reads the scheduled messages and series that a batch of events speaks about: at most four statements, however many events.
 *
 * @returns row by event id; missing when it is gone
 */
export async function loadScheduledOfEvents(
  ctx: AccountContext,
  events: Event[],
): Promise<Map<number, ScheduledRow | RecurringRow>> {
  const messages = await byId(events, "scheduled_message_id", (ids) =>
    loadScheduled(ctx, (sql) => ({ where: sql`s.id = any(${ids}::bigint[])` })),
  );
  const series = await byId(events, "recurring_scheduled_message_id", (ids) =>
    loadRecurring(ctx, (sql) => ({ where: sql`s.id = any(${ids}::bigint[])` })),
  );
  const resources = new Map<number, ScheduledRow | RecurringRow>();
  for (const event of events) {
    const resource =
      messages.get(idOf(event, "scheduled_message_id")) ?? series.get(idOf(event, "recurring_scheduled_message_id"));
    if (resource) resources.set(event.id, resource);
  }
  return resources;
}

type Key = "scheduled_message_id" | "recurring_scheduled_message_id";

const idOf = (event: Event, key: Key): number => Number((event.data as Record<string, unknown>)[key] ?? 0);

async function byId<Row extends { id: number }>(
  events: Event[],
  key: Key,
  load: (ids: number[]) => Promise<Row[]>,
): Promise<Map<number, Row>> {
  const ids = [...new Set(events.map((event) => idOf(event, key)))].filter((id) => id > 0);
  return ids.length === 0 ? new Map() : new Map((await load(ids)).map((row) => [row.id, row]));
}
