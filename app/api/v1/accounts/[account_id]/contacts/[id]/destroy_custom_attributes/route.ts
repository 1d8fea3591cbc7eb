import * as contract from "#server/domain/contacts/contract/details.ts";
import { destroyCustomAttributes } from "#server/domain/contacts/destroy-custom-attributes.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.destroyCustomAttributes, destroyCustomAttributes);
