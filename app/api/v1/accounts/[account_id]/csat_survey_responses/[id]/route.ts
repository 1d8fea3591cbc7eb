import * as contract from "#server/domain/reports/contract/ratings.ts";
import { reviewRating } from "#server/domain/reports/ratings/list-ratings.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.reviewRating, reviewRating);
export const PUT = PATCH;
