import * as contract from "#server/domain/visitors/contract/public.ts";
import { getPublicContact, updatePublicContact } from "#server/domain/visitors/public-contacts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getPublicContact, getPublicContact);
export const PATCH = endpoint(contract.updatePublicContact, updatePublicContact);
export const PUT = PATCH;
