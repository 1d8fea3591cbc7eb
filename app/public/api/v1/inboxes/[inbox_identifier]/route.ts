import * as contract from "#server/domain/visitors/contract/public.ts";
import { getPublicInbox } from "#server/domain/visitors/public-contacts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getPublicInbox, getPublicInbox);
