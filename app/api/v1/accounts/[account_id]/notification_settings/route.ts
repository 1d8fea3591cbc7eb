import * as contract from "#server/domain/notifications/contract/settings.ts";
import {
  getNotificationSettings,
  updateNotificationSettings,
} from "#server/domain/notifications/notification-settings.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getNotificationSettings, getNotificationSettings);
export const PATCH = endpoint(contract.updateNotificationSettings, updateNotificationSettings);
export const PUT = PATCH;
