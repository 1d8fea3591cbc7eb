import * as contract from "#server/domain/inboxes/contract/templates.ts";
import { listTemplates } from "#server/domain/inboxes/list-templates.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listTemplates, listTemplates);
