import { getFile } from "#server/platform/contract/file-contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";
import { openFileLink } from "#server/platform/storage/open-file-link.ts";

export const GET = endpoint(getFile, openFileLink);
export const HEAD = GET;
