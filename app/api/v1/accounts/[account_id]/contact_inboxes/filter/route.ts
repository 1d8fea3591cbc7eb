import * as contract from "#server/domain/contacts/contract/details.ts";
import { findByContactInbox } from "#server/domain/contacts/find-by-contact-inbox.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.findByContactInbox, findByContactInbox);
