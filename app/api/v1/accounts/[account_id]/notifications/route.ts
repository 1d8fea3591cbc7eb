import * as contract from "#server/domain/notifications/contract.ts";
import { listNotifications } from "#server/domain/notifications/list-notifications.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listNotifications, listNotifications);
