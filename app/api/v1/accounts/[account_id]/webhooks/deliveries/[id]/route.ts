import * as contract from "#server/domain/webhooks/contract.ts";
import { getWebhookDelivery } from "#server/domain/webhooks/delivery-log.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getWebhookDelivery, getWebhookDelivery);
