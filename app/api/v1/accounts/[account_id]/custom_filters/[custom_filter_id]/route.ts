import * as customFilters from "#server/domain/custom-filters/contract.ts";
import { getCustomFilter } from "#server/domain/custom-filters/queries.ts";
import { deleteCustomFilter, updateCustomFilter } from "#server/domain/custom-filters/write-custom-filter.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(customFilters.getCustomFilter, getCustomFilter);
export const PATCH = endpoint(customFilters.updateCustomFilter, updateCustomFilter);
export const PUT = PATCH;
export const DELETE = endpoint(customFilters.deleteCustomFilter, deleteCustomFilter);
