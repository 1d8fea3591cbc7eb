import * as contract from "#server/domain/reports/contract.ts";
import { teamSummary } from "#server/domain/reports/entity-summaries.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.teamSummary, teamSummary);
