import * as contract from "#server/domain/reports/contract/ratings.ts";
import { ratingMetrics } from "#server/domain/reports/ratings/list-ratings.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.ratingMetrics, ratingMetrics);
