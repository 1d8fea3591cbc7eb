import * as contract from "#server/domain/automations/contract.ts";
import { deleteAutomationRule, getAutomationRule, updateAutomationRule } from "#server/domain/automations/rules.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getAutomationRule, getAutomationRule);
export const PATCH = endpoint(contract.updateAutomationRule, updateAutomationRule);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deleteAutomationRule, deleteAutomationRule);
