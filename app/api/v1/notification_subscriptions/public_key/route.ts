import * as contract from "#server/domain/notifications/contract/subscriptions.ts";
import { getPushKey } from "#server/domain/notifications/push-keys.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getPushKey, getPushKey);
