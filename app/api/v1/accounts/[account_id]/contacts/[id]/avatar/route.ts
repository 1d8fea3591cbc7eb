import * as contract from "#server/domain/contacts/contract/details.ts";
import { deleteContactAvatar } from "#server/domain/contacts/delete-contact-avatar.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const DELETE = endpoint(contract.deleteContactAvatar, deleteContactAvatar);
