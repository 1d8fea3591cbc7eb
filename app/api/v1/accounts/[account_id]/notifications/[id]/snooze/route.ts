import { snoozeNotification } from "#server/domain/notifications/change-notification.ts";
import * as contract from "#server/domain/notifications/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.snoozeNotification, snoozeNotification);
