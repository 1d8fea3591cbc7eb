import * as contract from "#server/domain/reports/contract.ts";
import { labelSummary } from "#server/domain/reports/entity-summaries.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.labelSummary, labelSummary);
