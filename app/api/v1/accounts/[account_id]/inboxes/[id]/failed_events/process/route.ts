import * as contract from "#server/domain/inboxes/contract/connection.ts";
import { processFailedEvents } from "#server/domain/messages/process-failed-events.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.processFailedEvents, processFailedEvents);
