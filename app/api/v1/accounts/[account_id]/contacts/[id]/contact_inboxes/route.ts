import * as contract from "#server/domain/contacts/contract/details.ts";
import { createContactInbox } from "#server/domain/contacts/create-contact-inbox.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.createContactInbox, createContactInbox);
