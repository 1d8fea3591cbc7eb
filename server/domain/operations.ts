import type { DocumentedPage } from "../platform/contract/documented-page.ts";
import * as files from "../platform/contract/file-contract.ts";
import * as openapi from "../platform/contract/openapi-contract.ts";
import type { Operation } from "../platform/contract/operation.ts";
import * as platform from "./accounts/contract/platform.ts";
import * as profile from "./accounts/contract/profile.ts";
import * as secondFactor from "./accounts/contract/second-factor.ts";
import * as signIn from "./accounts/contract/sign-in.ts";
import * as accounts from "./accounts/contract.ts";
import * as platformAgentBots from "./agent-bots/contract/platform.ts";
import * as agentBots from "./agent-bots/contract.ts";
import * as auditLogs from "./audit-logs/contract.ts";
import * as automations from "./automations/contract.ts";
import * as macros from "./automations/macros-contract.ts";
import * as bulkActions from "./bulk-actions/contract.ts";
import * as cannedResponses from "./canned-responses/contract.ts";
import * as customAttributes from "./contacts/contract/custom-attribute-definitions.ts";
import * as contactDetails from "./contacts/contract/details.ts";
import * as contactLists from "./contacts/contract/lists.ts";
import * as contactMerge from "./contacts/contract/merge.ts";
import * as contactNotes from "./contacts/contract/notes.ts";
import * as contactTransfer from "./contacts/contract/transfer.ts";
import * as contacts from "./contacts/contract.ts";
import * as conversationActs from "./conversations/contract/acts.ts";
import * as conversationFind from "./conversations/contract/find.ts";
import * as conversationParticipants from "./conversations/contract/participants.ts";
import * as conversationPresence from "./conversations/contract/presence.ts";
import * as conversations from "./conversations/contract.ts";
import * as customFilters from "./custom-filters/contract.ts";
import * as dashboardApps from "./dashboard-apps/contract.ts";
import * as groups from "./groups/contract.ts";
import * as articles from "./help-center/contract/articles.ts";
import * as categories from "./help-center/contract/categories.ts";
import * as portals from "./help-center/contract/portals.ts";
import * as helpCenter from "./help-center/contract/public.ts";
import * as inboxAgentBot from "./inboxes/contract/agent-bot.ts";
import * as inboxAssignable from "./inboxes/contract/assignable.ts";
import * as inboxConnection from "./inboxes/contract/connection.ts";
import * as inboxMembers from "./inboxes/contract/members.ts";
import * as inboxTemplates from "./inboxes/contract/templates.ts";
import * as inboxes from "./inboxes/contract.ts";
import * as translation from "./integrations/contract/translate.ts";
import * as writing from "./integrations/contract/writing.ts";
import * as integrations from "./integrations/contract.ts";
import * as labels from "./labels/contract.ts";
import * as attachmentMeta from "./messages/contract/attachment-meta.ts";
import * as messageReaders from "./messages/contract/readers.ts";
import * as uploads from "./messages/contract/uploads.ts";
import * as messages from "./messages/contract.ts";
import * as notificationSettings from "./notifications/contract/settings.ts";
import * as notificationSubscriptions from "./notifications/contract/subscriptions.ts";
import * as notifications from "./notifications/contract.ts";
import * as reportFiles from "./reports/contract/files.ts";
import * as ratings from "./reports/contract/ratings.ts";
import * as yearInReview from "./reports/contract/year-in-review.ts";
import * as reports from "./reports/contract.ts";
import * as scheduledOverview from "./scheduled-messages/contract/overview.ts";
import * as recurringScheduledMessages from "./scheduled-messages/contract/recurring.ts";
import * as scheduledMessages from "./scheduled-messages/contract.ts";
import * as search from "./search/contract.ts";
import * as teams from "./teams/contract.ts";
import * as publicApi from "./visitors/contract/public.ts";
import * as widget from "./visitors/contract/widget.ts";
import * as webhooks from "./webhooks/contract.ts";

const contracts = [
  openapi,
  files,
  profile,
  signIn,
  secondFactor,
  accounts,
  contacts,
  contactDetails,
  contactLists,
  contactMerge,
  contactNotes,
  contactTransfer,
  customAttributes,
  groups,
  inboxes,
  inboxConnection,
  inboxMembers,
  conversations,
  conversationPresence,
  conversationActs,
  conversationFind,
  bulkActions,
  search,
  conversationParticipants,
  messages,
  messageReaders,
  attachmentMeta,
  uploads,
  scheduledMessages,
  recurringScheduledMessages,
  scheduledOverview,
  labels,
  teams,
  agentBots,
  inboxAgentBot,
  inboxAssignable,
  inboxTemplates,
  cannedResponses,
  customFilters,
  dashboardApps,
  auditLogs,
  automations,
  reports,
  yearInReview,
  reportFiles,
  ratings,
  macros,
  webhooks,
  integrations,
  writing,
  translation,
  notifications,
  notificationSettings,
  notificationSubscriptions,
  portals,
  categories,
  articles,
  helpCenter,
  publicApi,
  platform,
  platformAgentBots,
  widget,
];

/** Forms of our own pages, reached by server actions only: they have no address. */
const formsOnly: readonly Operation[] = [
  signIn.signInToWeb,
  signIn.setUpOnWeb,
  signIn.resetPasswordOnWeb,
  signIn.confirmEmailOnWeb,
];

const exported: readonly unknown[] = contracts.flatMap((contract) => Object.values(contract) as unknown[]);

/** Every operation of the REST API: whatever a contract above exports. A new contract is one line. */
export const operations: readonly Operation[] = exported
  .filter(isOperation)
  .filter((operation) => !formsOnly.includes(operation));

function isOperation(value: unknown): value is Operation {
  return typeof value === "object" && value !== null && "callers" in value && "method" in value && "path" in value;
}

/** Pages without sign-in whose addresses are promised like operations. */
export const documentedPages: readonly DocumentedPage[] = exported.filter(isPage);

function isPage(value: unknown): value is DocumentedPage {
  return typeof value === "object" && value !== null && "isPage" in value;
}
