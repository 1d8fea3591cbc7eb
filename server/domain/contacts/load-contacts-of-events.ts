import type { AccountContext } from "../../platform/context.ts";
import type { Event } from "../../platform/events/event-types.ts";
import { serializeAll } from "./list-contacts.ts";
import { findContactRows } from "./queries.ts";

/** Contacts as they are now, for the events that speak of them. Two statements for any number of events. */
export async function loadContactsOfEvents(ctx: AccountContext, events: Event[]): Promise<Map<number, unknown>> {
  const ids = events.flatMap((event) => ("contact_id" in event.data ? [event.data.contact_id] : []));
  const contacts = await serializeAll(ctx, await findContactRows(ctx, [...new Set(ids)]));
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return new Map(
    events.flatMap((event) => {
      const contact = "contact_id" in event.data ? byId.get(event.data.contact_id) : undefined;
      return contact ? [[event.id, contact] as const] : [];
    }),
  );
}
