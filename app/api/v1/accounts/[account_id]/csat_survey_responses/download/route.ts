import * as contract from "#server/domain/reports/contract/ratings.ts";
import { downloadRatings } from "#server/domain/reports/ratings/download-ratings.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.downloadRatings, downloadRatings);
