import { botMetrics } from "#server/domain/reports/bot-metrics.ts";
import * as contract from "#server/domain/reports/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.botMetrics, botMetrics);
