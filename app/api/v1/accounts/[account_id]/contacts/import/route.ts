import * as contract from "#server/domain/contacts/contract/transfer.ts";
import { startImport } from "#server/domain/contacts/start-import.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.importContacts, startImport);
