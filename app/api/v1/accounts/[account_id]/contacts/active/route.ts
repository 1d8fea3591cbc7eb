import * as contract from "#server/domain/contacts/contract/lists.ts";
import { listActiveContacts } from "#server/domain/contacts/list-active-contacts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listActiveContacts, listActiveContacts);
