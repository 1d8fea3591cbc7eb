import * as contract from "#server/domain/reports/contract/ratings.ts";
import { answerSurvey, getSurvey } from "#server/domain/reports/ratings/survey.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getSurvey, getSurvey);
export const PUT = endpoint(contract.answerSurvey, answerSurvey);
export const PATCH = PUT;
