import { listContactableInboxes } from "#server/domain/contacts/contactable-inboxes.ts";
import * as contract from "#server/domain/contacts/contract/details.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.contactableInboxes, listContactableInboxes);
