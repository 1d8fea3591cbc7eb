import * as contract from "#server/domain/contacts/contract/merge.ts";
import { mergeTwoContacts } from "#server/domain/contacts/merge-two-contacts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.mergeContacts, mergeTwoContacts);
