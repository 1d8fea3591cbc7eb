import * as contract from "#server/domain/messages/contract.ts";
import { listMessages } from "#server/domain/messages/queries/list-messages.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listMessagesByShortPath, listMessages);
