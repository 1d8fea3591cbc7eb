import { activityTextsEn } from "#server/domain/messages/contract/activity-texts-en.ts";

/** Lines in a thread that tell what happened; shorter here than in the stored sentences where one sees who did it. */
export const activity = {
  ...activityTextsEn,
  resolved: "{by} resolved the conversation",
  reopened: "{by} reopened the conversation",
  pending: "{by} marked the conversation as pending",
  snoozed: "{by} snoozed the conversation",
  reopened_by_message: "A new message reopened the conversation",
  bot_failed: "The bot did not answer, so the conversation was opened for the team",
  self_assigned: "{by} took the conversation",
  unassigned: "{by} removed the assignee",
  assigned: "{by} assigned the conversation to {to}",
  team_assigned: "{by} assigned the conversation to {to}",
  team_removed: "{by} removed the team {from}",
} as const;
