import * as contract from "#server/domain/contacts/contract.ts";
import { deleteContact } from "#server/domain/contacts/delete-contact.ts";
import { getContact } from "#server/domain/contacts/get-contact.ts";
import { updateContact } from "#server/domain/contacts/update-contact.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getContact, getContact);
export const PUT = endpoint(contract.updateContact, updateContact);
export const PATCH = PUT;
export const DELETE = endpoint(contract.deleteContact, deleteContact);
