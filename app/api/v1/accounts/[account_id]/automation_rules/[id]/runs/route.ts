import * as contract from "#server/domain/automations/contract.ts";
import { listAutomationRuns } from "#server/domain/automations/rules.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listAutomationRuns, listAutomationRuns);
