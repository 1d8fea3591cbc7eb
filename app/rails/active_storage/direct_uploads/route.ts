import * as contract from "#server/domain/messages/contract/uploads.ts";
import { startUpload } from "#server/domain/messages/direct-upload.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.startUpload, startUpload);
