import * as contract from "#server/domain/messages/contract/uploads.ts";
import { uploadFile } from "#server/domain/messages/upload-file.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.uploadFile, uploadFile);
