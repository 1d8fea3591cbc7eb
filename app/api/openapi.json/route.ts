import { documentedPages, operations } from "#server/domain/operations.ts";
import { openApiDocument } from "#server/platform/contract/openapi.ts";
import { getOpenApi } from "#server/platform/contract/openapi-contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(getOpenApi, async () => openApiDocument(operations, documentedPages));
