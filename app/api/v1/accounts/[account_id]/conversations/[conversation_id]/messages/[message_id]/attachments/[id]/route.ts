import * as contract from "#server/domain/messages/contract/attachment-meta.ts";
import { updateAttachment } from "#server/domain/messages/update-attachment.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.updateAttachment, updateAttachment);
export const PUT = PATCH;
