import * as contract from "#server/domain/webhooks/contract.ts";
import { replayWebhookDelivery } from "#server/domain/webhooks/delivery-log.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.replayWebhookDelivery, replayWebhookDelivery);
