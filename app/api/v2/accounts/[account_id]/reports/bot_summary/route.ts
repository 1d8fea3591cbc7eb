import * as contract from "#server/domain/reports/contract.ts";
import { botSummary } from "#server/domain/reports/summary.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.botSummary, botSummary);
