import * as contract from "#server/domain/reports/contract/year-in-review.ts";
import { yearInReview } from "#server/domain/reports/year-in-review.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.yearInReview, yearInReview);
