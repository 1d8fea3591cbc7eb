import * as contract from "#server/domain/contacts/contract.ts";
import { searchContacts } from "#server/domain/contacts/search-contacts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.searchContacts, searchContacts);
