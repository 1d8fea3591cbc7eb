import * as contract from "#server/domain/messages/contract.ts";
import { retryMessage } from "#server/domain/messages/retry-message.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.retryMessage, retryMessage);
