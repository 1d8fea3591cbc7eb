import * as contract from "#server/domain/messages/contract/uploads.ts";
import { receiveUpload } from "#server/domain/messages/direct-upload.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PUT = endpoint(contract.receiveUpload, receiveUpload);
export const PATCH = PUT;
