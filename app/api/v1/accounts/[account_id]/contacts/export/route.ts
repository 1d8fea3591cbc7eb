import * as contract from "#server/domain/contacts/contract/transfer.ts";
import { exportContacts } from "#server/domain/contacts/export-contacts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.exportContacts, exportContacts);
