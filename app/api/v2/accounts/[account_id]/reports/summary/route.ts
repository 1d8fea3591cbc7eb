import * as contract from "#server/domain/reports/contract.ts";
import { reportSummary } from "#server/domain/reports/summary.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.reportSummary, reportSummary);
