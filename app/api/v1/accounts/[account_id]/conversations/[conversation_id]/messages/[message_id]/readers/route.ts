import * as contract from "#server/domain/messages/contract/readers.ts";
import { listMessageReaders } from "#server/domain/messages/list-message-readers.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listMessageReaders, listMessageReaders);
