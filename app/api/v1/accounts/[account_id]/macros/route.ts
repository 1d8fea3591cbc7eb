import { createMacro, listMacros } from "#server/domain/automations/macros.ts";
import * as contract from "#server/domain/automations/macros-contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listMacros, listMacros);
export const POST = endpoint(contract.createMacro, createMacro);
