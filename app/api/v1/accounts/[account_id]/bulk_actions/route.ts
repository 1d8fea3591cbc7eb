import { bulkActions } from "#server/domain/bulk-actions/bulk-actions.ts";
import * as contract from "#server/domain/bulk-actions/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.bulkActions, bulkActions);
