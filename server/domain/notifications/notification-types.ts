/**
 * What people are told about (contract, settings §14). Those of SLAs are written by reply-time rules where an account has them; the last
 * is ours.
 */
export const notificationTypes = [
  "conversation_creation",
  "conversation_assignment",
  "assigned_conversation_new_message",
  "conversation_mention",
  "participating_conversation_new_message",
  "sla_missed_first_response",
  "sla_missed_next_response",
  "sla_missed_resolution",
  "scheduled_message_failed",
] as const;
export type NotificationType = (typeof notificationTypes)[number];

/** Where a notification can reach somebody beside the list in the product. */
export interface NotificationWishes {
  emailTypes: string[];
  pushTypes: string[];
  soundTypes: string[];
}

/** Before somebody has chosen: a push for what they got to do (contract, settings §3), and sounds for all that is theirs. */
export const defaultWishes: NotificationWishes = {
  emailTypes: [],
  pushTypes: ["conversation_assignment"],
  soundTypes: [
    "conversation_assignment",
    "assigned_conversation_new_message",
    "conversation_mention",
    "participating_conversation_new_message",
    "scheduled_message_failed",
  ],
};
