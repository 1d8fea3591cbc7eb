import { deleteNotification, readNotification } from "#server/domain/notifications/change-notification.ts";
import * as contract from "#server/domain/notifications/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.readNotification, readNotification);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deleteNotification, deleteNotification);
