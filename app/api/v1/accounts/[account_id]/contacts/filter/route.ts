import * as contract from "#server/domain/contacts/contract/lists.ts";
import { filterContacts } from "#server/domain/contacts/filter-contacts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.filterContacts, filterContacts);
