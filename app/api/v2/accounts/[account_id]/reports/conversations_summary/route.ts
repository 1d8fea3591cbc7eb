import * as contract from "#server/domain/reports/contract/files.ts";
import { conversationsSummaryFile } from "#server/domain/reports/report-files.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.conversationsSummaryFile, conversationsSummaryFile);
