import * as customFilters from "#server/domain/custom-filters/contract.ts";
import { listCustomFilters } from "#server/domain/custom-filters/queries.ts";
import { createCustomFilter } from "#server/domain/custom-filters/write-custom-filter.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(customFilters.listCustomFilters, listCustomFilters);
export const POST = endpoint(customFilters.createCustomFilter, createCustomFilter);
