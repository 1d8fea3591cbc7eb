import * as contract from "#server/domain/inboxes/contract/connection.ts";
import { getInboxHealth } from "#server/domain/inboxes/inbox-health.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getInboxHealth, getInboxHealth);
