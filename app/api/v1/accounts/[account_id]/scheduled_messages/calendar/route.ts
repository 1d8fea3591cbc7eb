import * as contract from "#server/domain/scheduled-messages/contract/overview.ts";
import { scheduledMessagesCalendar } from "#server/domain/scheduled-messages/queries/calendar.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.scheduledMessagesCalendar, scheduledMessagesCalendar);
