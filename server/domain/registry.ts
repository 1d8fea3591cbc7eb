import type { Registry } from "../platform/registry.ts";
import { forgetMemberships } from "./accounts/forget-memberships.ts";
import { deleteAccountJob, deleteFoldersJob, sendMail } from "./accounts/jobs.ts";
import { forgetEndedSignIns } from "./accounts/timers.ts";
import { fetchBotAvatarJob } from "./agent-bots/jobs.ts";
import { writeAuditLog } from "./audit-logs/write-audit-log.ts";
import { callRules } from "./automations/call-rules.ts";
import { mailSwitchedOffJob, mailTeamMemberJob, runMacroJob, runRulesJob } from "./automations/jobs.ts";
import { runRulesByTheClock } from "./automations/timers.ts";
import { changeManyJob } from "./bulk-actions/jobs.ts";
import {
  deleteFilesJob,
  exportContactsJob,
  fetchContactAvatarJob,
  importContactsJob,
  mailImportSummaryJob,
} from "./contacts/jobs.ts";
import { loadContactsOfEvents } from "./contacts/load-contacts-of-events.ts";
import { assignWhenOpen } from "./conversations/auto-assign/assign-when-open.ts";
import { clearDeletedAssignees } from "./conversations/clear-deleted-assignees.ts";
import { assignWaitingJob, clearAssigneeJob, deleteConversationJob, sendTranscriptJob } from "./conversations/jobs.ts";
import { resolveIdleConversations, wakeSnoozedConversations } from "./conversations/timers.ts";
import { unassignRemovedAgent } from "./conversations/unassign-removed-agent.ts";
import { fetchGroupPictureJob, syncGroupJob } from "./groups/jobs.ts";
import { mailDomainInstructionsJob } from "./help-center/jobs.ts";
import { refreshConnectionJob, subscribeInboxJob, syncTemplatesJob } from "./inboxes/jobs.ts";
import { announceToRooms } from "./integrations/announce-to-rooms.ts";
import { retagLabelJob } from "./labels/jobs.ts";
import { answerAutomatically } from "./messages/answer-automatically.ts";
import {
  deliverConversation,
  deliverScheduled,
  fetchAttachment,
  ingestInboxJob,
  markReadAtProvider,
  pushMessageChange,
  removeInboxJob,
  sendAutomaticJob,
} from "./messages/jobs.ts";
import { learnMentionedNames } from "./messages/learn-mentioned-names.ts";
import { removeDeletedInboxes } from "./messages/remove-inbox.ts";
import { forgetDirectUploads, forgetInboundEvents, settleSends } from "./messages/timers.ts";
import { mailNotificationsJob, pushNotification } from "./notifications/jobs.ts";
import { loadNotificationEvents } from "./notifications/load-notification-events.ts";
import { notifyPeople } from "./notifications/notify-people.ts";
import { forgetNotifications, mailLateNotifications, wakeSnoozedNotifications } from "./notifications/timers.ts";
import { announceToCable } from "./realtime/announce-to-cable.ts";
import { announceToSockets } from "./realtime/announce-to-sockets.ts";
import { loadConversationResources } from "./realtime/load-resources.ts";
import { socketPolicy } from "./realtime/socket-policy.ts";
import { recordReportingJob, recountHoursJob } from "./reports/jobs.ts";
import { noteForReports } from "./reports/note-for-reports.ts";
import { askForRating } from "./reports/ratings/ask-for-rating.ts";
import { sendSurveyJob } from "./reports/ratings/jobs.ts";
import { recordRatings } from "./reports/ratings/record-ratings.ts";
import { rollUpReports } from "./reports/timers.ts";
import { cancelOnReply } from "./scheduled-messages/cancel-on-reply.ts";
import { loadScheduledOfEvents } from "./scheduled-messages/load-scheduled-of-events.ts";
import { mirrorDelivery } from "./scheduled-messages/mirror-delivery.ts";
import { releaseHeld } from "./scheduled-messages/release-held.ts";
import { sendDueMessages } from "./scheduled-messages/watches.ts";
import { forgetDeletedAccount } from "./webhooks/forget-deleted-account.ts";
import { deliverWebhookJob, forgetAccountJob, mailPausedWebhookJob } from "./webhooks/jobs.ts";
import { sendWebhooks } from "./webhooks/send-webhooks.ts";
import { forgetWebhookDeliveries } from "./webhooks/timers.ts";

/** What the nouns give to workers and sockets: the table of contents of everything that happens by itself. */
export const registry: Registry = {
  jobs: [
    ingestInboxJob,
    deliverConversation,
    deliverScheduled,
    pushMessageChange,
    fetchAttachment,
    markReadAtProvider,
    deliverWebhookJob,
    mailPausedWebhookJob,
    forgetAccountJob,
    fetchContactAvatarJob,
    importContactsJob,
    mailImportSummaryJob,
    exportContactsJob,
    deleteFilesJob,
    assignWaitingJob,
    runRulesJob,
    mailTeamMemberJob,
    mailSwitchedOffJob,
    recordReportingJob,
    recountHoursJob,
    sendSurveyJob,
    runMacroJob,
    syncGroupJob,
    fetchGroupPictureJob,
    subscribeInboxJob,
    refreshConnectionJob,
    syncTemplatesJob,
    removeInboxJob,
    sendAutomaticJob,
    sendMail,
    deleteAccountJob,
    deleteFoldersJob,
    retagLabelJob,
    clearAssigneeJob,
    changeManyJob,
    deleteConversationJob,
    sendTranscriptJob,
    fetchBotAvatarJob,
    mailDomainInstructionsJob,
    pushNotification,
    mailNotificationsJob,
  ],
  timers: [
    runRulesByTheClock,
    rollUpReports,
    resolveIdleConversations,
    wakeSnoozedConversations,
    settleSends,
    forgetInboundEvents,
    forgetDirectUploads,
    forgetEndedSignIns,
    forgetWebhookDeliveries,
    wakeSnoozedNotifications,
    forgetNotifications,
    mailLateNotifications,
  ],
  watches: [sendDueMessages],
  subscribers: [
    forgetMemberships,
    announceToSockets,
    announceToCable,
    sendWebhooks,
    forgetDeletedAccount,
    announceToRooms,
    unassignRemovedAgent,
    assignWhenOpen,
    callRules,
    noteForReports,
    askForRating,
    recordRatings,
    answerAutomatically,
    removeDeletedInboxes,
    writeAuditLog,
    clearDeletedAssignees,
    learnMentionedNames,
    notifyPeople,
    cancelOnReply,
    releaseHeld,
    mirrorDelivery,
  ],
  loaders: {
    "message.created": loadConversationResources,
    "message.updated": loadConversationResources,
    "conversation.created": loadConversationResources,
    "conversation.updated": loadConversationResources,
    "conversation.status_changed": loadConversationResources,
    "conversation.read": loadConversationResources,
    "assignee.changed": loadConversationResources,
    "conversation.contact_changed": loadConversationResources,
    "contact.created": loadContactsOfEvents,
    "scheduled_message.created": loadScheduledOfEvents,
    "scheduled_message.updated": loadScheduledOfEvents,
    "scheduled_message.failed": loadConversationResources,
    "recurring_scheduled_message.created": loadScheduledOfEvents,
    "recurring_scheduled_message.updated": loadScheduledOfEvents,
    "contact.updated": loadContactsOfEvents,
    "contact.merged": loadContactsOfEvents,
    "conversation.mentioned": loadConversationResources,
    "conversation.participants_changed": loadConversationResources,
    "notification.created": loadNotificationEvents,
    "notification.updated": loadNotificationEvents,
    "notification.deleted": loadNotificationEvents,
  },
  realtime: socketPolicy,
};
