import * as contract from "#server/domain/webhooks/contract.ts";
import { createWebhook, listWebhooks } from "#server/domain/webhooks/manage-webhooks.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listWebhooks, listWebhooks);
export const POST = endpoint(contract.createWebhook, createWebhook);
