import { z } from "zod";
import { listOf } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

const path = "/api/v1/accounts/{account_id}/notification_settings";
const flags = z.array(z.string());

/** What somebody wants by which way (contract, settings §14): flags are `email_<type>`, `push_<type>`, `sound_<type>`. */
export const notificationSettings = z.object({
  id: z.number(),
  user_id: z.number(),
  account_id: z.number(),
  all_email_flags: flags,
  selected_email_flags: flags,
  all_push_flags: flags,
  selected_push_flags: flags,
  /** Ours: for which types a screen that is open makes a sound. */
  all_sound_flags: flags,
  selected_sound_flags: flags,
});
export type NotificationSettings = z.infer<typeof notificationSettings>;

export const getNotificationSettings = operation({
  id: "notification_settings.get",
  method: "GET",
  path,
  summary: "What the caller wants to be told by mail, push and sound",
  tag: "Notifications",
  callers: ["user"],
  response: notificationSettings,
});

const chosen = listOf(z.string().max(100));

export const updateNotificationSettings = operation({
  id: "notification_settings.update",
  method: "PATCH",
  path,
  summary: "Choose what to be told by mail, push and sound; lists that are left out stay",
  tag: "Notifications",
  callers: ["user"],
  rootKey: "notification_settings",
  body: z.object({ selected_email_flags: chosen, selected_push_flags: chosen, selected_sound_flags: chosen }),
  response: notificationSettings,
});
