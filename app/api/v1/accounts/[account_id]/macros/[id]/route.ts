import { deleteMacro, getMacro, updateMacro } from "#server/domain/automations/macros.ts";
import * as contract from "#server/domain/automations/macros-contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getMacro, getMacro);
export const PATCH = endpoint(contract.updateMacro, updateMacro);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deleteMacro, deleteMacro);
