import * as contract from "#server/domain/inboxes/contract/assignable.ts";
import { deleteInboxAvatar } from "#server/domain/inboxes/delete-inbox-avatar.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const DELETE = endpoint(contract.deleteInboxAvatar, deleteInboxAvatar);
