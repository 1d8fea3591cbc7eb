import * as contract from "#server/domain/contacts/contract/transfer.ts";
import { listContactImports } from "#server/domain/contacts/list-imports.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listContactImports, listContactImports);
