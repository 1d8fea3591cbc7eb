import * as contract from "#server/domain/webhooks/contract.ts";
import { resumeWebhookEndpoint } from "#server/domain/webhooks/delivery-log.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.resumeWebhookEndpoint, resumeWebhookEndpoint);
