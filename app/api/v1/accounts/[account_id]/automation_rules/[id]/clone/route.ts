import * as contract from "#server/domain/automations/contract.ts";
import { cloneAutomationRule } from "#server/domain/automations/rules.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.cloneAutomationRule, cloneAutomationRule);
