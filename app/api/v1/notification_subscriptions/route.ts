import * as contract from "#server/domain/notifications/contract/subscriptions.ts";
import { createSubscription, deleteSubscription } from "#server/domain/notifications/subscriptions.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.createSubscription, createSubscription);
export const DELETE = endpoint(contract.deleteSubscription, deleteSubscription);
