import * as contract from "#server/domain/inboxes/contract/templates.ts";
import { syncTemplates } from "#server/domain/inboxes/sync-templates.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.syncTemplates, syncTemplates);
