import * as contract from "#server/domain/reports/contract.ts";
import { listReportingEvents } from "#server/domain/reports/reporting-events.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listReportingEvents, listReportingEvents);
