import * as contract from "#server/domain/contacts/contract/custom-attribute-definitions.ts";
import { createCustomAttribute, listCustomAttributes } from "#server/domain/contacts/custom-attribute-definitions.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listCustomAttributes, listCustomAttributes);
export const POST = endpoint(contract.createCustomAttribute, createCustomAttribute);
