import * as contract from "#server/domain/messages/contract.ts";
import { createMessage } from "#server/domain/messages/create-message.ts";
import { listMessages } from "#server/domain/messages/queries/list-messages.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listMessages, listMessages);
export const POST = endpoint(contract.createMessage, createMessage);
