import { getContactLabels, setContactLabels } from "#server/domain/contacts/contact-labels.ts";
import * as contract from "#server/domain/contacts/contract/details.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.contactLabels, getContactLabels);
export const POST = endpoint(contract.setContactLabels, setContactLabels);
