import * as contract from "#server/domain/automations/contract.ts";
import { createAutomationRule, listAutomationRules } from "#server/domain/automations/rules.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listAutomationRules, listAutomationRules);
export const POST = endpoint(contract.createAutomationRule, createAutomationRule);
