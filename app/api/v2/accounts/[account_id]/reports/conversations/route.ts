import * as contract from "#server/domain/reports/contract.ts";
import { conversationReport } from "#server/domain/reports/live.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.conversationReport, conversationReport);
