import * as contract from "#server/domain/contacts/contract.ts";
import { createContact } from "#server/domain/contacts/create-contact.ts";
import { listContacts } from "#server/domain/contacts/list-contacts.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listContacts, listContacts);
export const POST = endpoint(contract.createContact, createContact);
