import * as contract from "#server/domain/reports/contract.ts";
import { timeSeries } from "#server/domain/reports/time-series.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.timeSeries, timeSeries);
