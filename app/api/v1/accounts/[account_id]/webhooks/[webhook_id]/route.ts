import * as contract from "#server/domain/webhooks/contract.ts";
import { deleteWebhook, updateWebhook } from "#server/domain/webhooks/manage-webhooks.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.updateWebhook, updateWebhook);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deleteWebhook, deleteWebhook);
