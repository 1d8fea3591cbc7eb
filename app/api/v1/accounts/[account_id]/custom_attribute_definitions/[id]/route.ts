import * as contract from "#server/domain/contacts/contract/custom-attribute-definitions.ts";
import {
  deleteCustomAttribute,
  getCustomAttribute,
  updateCustomAttribute,
} from "#server/domain/contacts/custom-attribute-definitions.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getCustomAttribute, getCustomAttribute);
export const PATCH = endpoint(contract.updateCustomAttribute, updateCustomAttribute);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deleteCustomAttribute, deleteCustomAttribute);
