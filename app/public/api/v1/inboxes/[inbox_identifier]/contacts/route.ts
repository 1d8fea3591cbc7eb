import * as contract from "#server/domain/visitors/contract/public.ts";
import { createPublicContact } from "#server/domain/visitors/public-contacts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.createPublicContact, createPublicContact);
