import * as contract from "#server/domain/reports/contract.ts";
import { firstResponseDistribution } from "#server/domain/reports/tables.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.firstResponseDistribution, firstResponseDistribution);
