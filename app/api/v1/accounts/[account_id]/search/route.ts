import * as contract from "#server/domain/search/contract.ts";
import { searchEverything } from "#server/domain/search/search.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.searchEverything, searchEverything);
