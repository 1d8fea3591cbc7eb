import * as contract from "#server/domain/inboxes/contract/connection.ts";
import { listFailedEvents } from "#server/domain/inboxes/list-failed-events.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listFailedEvents, listFailedEvents);
