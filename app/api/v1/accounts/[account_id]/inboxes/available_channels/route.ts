import * as contract from "#server/domain/inboxes/contract/connection.ts";
import { listAvailableChannels } from "#server/domain/inboxes/list-inboxes.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listAvailableChannels, listAvailableChannels);
