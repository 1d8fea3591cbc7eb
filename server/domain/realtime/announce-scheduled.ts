import type { LoadedEvent } from "../../platform/events/subscriber.ts";
import { emitToRooms } from "../../platform/realtime/emit.ts";
import type { ScheduledMessage } from "../scheduled-messages/contract.ts";
import type { RecurringRow } from "../scheduled-messages/queries/load-recurring.ts";
import type { ScheduledRow } from "../scheduled-messages/queries/load-scheduled.ts";
import { serializeRecurring, serializeScheduled } from "../scheduled-messages/serialize.ts";
import { conversationRooms } from "./rooms.ts";

/**
 * Tells screens about scheduled messages and series, those who may open the conversation (contract, scheduled-messages §6).
 *
 * @returns false for events of other kinds
 */
export function announceScheduled(event: LoadedEvent): boolean {
  const account_id = event.accountId;
  switch (event.type) {
    case "scheduled_message.created":
    case "scheduled_message.updated": {
      const row = event.resource as ScheduledRow | null;
      if (row)
        emitToRooms(conversationRooms(row), event.type, { account_id, scheduled_message: serializeScheduled(row) });
      return true;
    }
    case "scheduled_message.deleted": {
      const { inbox_id: inboxId, team_id: teamId, resource } = event.data;
      const rooms = conversationRooms({ accountId: account_id, inboxId, teamId });
      emitToRooms(rooms, event.type, { account_id, scheduled_message: resource as ScheduledMessage });
      return true;
    }
    case "recurring_scheduled_message.created":
    case "recurring_scheduled_message.updated": {
      const row = event.resource as RecurringRow | null;
      if (row) {
        const recurring_scheduled_message = serializeRecurring(row);
        emitToRooms(conversationRooms(row), event.type, { account_id, recurring_scheduled_message });
      }
      return true;
    }
    default:
      return false;
  }
}
