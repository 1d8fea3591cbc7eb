import * as contacts from "../domain/contacts/contract.ts";
import { listContacts } from "../domain/contacts/list-contacts.ts";
import * as conversations from "../domain/conversations/contract.ts";
import { conversationCounts, listConversations } from "../domain/conversations/queries/list-conversations.ts";
import { listMessages } from "../domain/messages/queries/list-messages.ts";
import type { AccountContext } from "../platform/context.ts";
import { asked } from "./asked.ts";
import { reportCalls } from "./report-calls.ts";
import { adminOf, agentOf, type ScreenCall } from "./screen-call.ts";
import { searchCalls, somewhere } from "./search-calls.ts";

const list = (ctx: AccountContext, query: Record<string, unknown>) =>
  listConversations(ctx, asked(conversations.listConversations, query));

/** Everything that is measured on much data. */
export const screenCalls: ScreenCall[] = [
  { name: "list, all, with counts", ask: (account) => list(adminOf(account), { status: "open" }) },
  { name: "list, mine", ask: (account) => list(adminOf(account), { status: "open", assignee_type: "me" }) },
  {
    name: "list, unassigned",
    ask: (account) => list(adminOf(account), { status: "open", assignee_type: "unassigned" }),
  },
  { name: "list, page 5", ask: (account) => list(adminOf(account), { status: "open", page: 5 }) },
  { name: "list of an agent with one quiet inbox", ask: (account) => list(agentOf(account), { status: "open" }) },
  { name: "list, resolved", ask: (account) => list(adminOf(account), { status: "resolved" }) },
  { name: "list, one label", ask: (account) => list(adminOf(account), { status: "open", labels: ["vip"] }) },
  { name: "list, every status", ask: (account) => list(adminOf(account), { status: "all" }) },
  {
    name: "list, longest waiting first",
    ask: (account) => list(adminOf(account), { status: "open", sort_by: "waiting_since_asc" }),
  },
  {
    name: "list, oldest first",
    ask: (account) => list(adminOf(account), { status: "open", sort_by: "created_at_asc" }),
  },
  { name: "list, by priority", ask: (account) => list(adminOf(account), { status: "open", sort_by: "priority_desc" }) },
  {
    name: "counts of the tabs",
    ask: (account) => conversationCounts(adminOf(account), asked(conversations.conversationsMeta, { status: "open" })),
  },
  {
    name: "thread, newest page",
    ask: (account, turn) => listMessages(adminOf(account), { conversation_id: somewhere(account, turn) }),
  },
  {
    name: "thread of thousands, newest page",
    ask: (account) => listMessages(adminOf(account), { conversation_id: 1 }),
  },
  {
    name: "contacts, by name",
    ask: (account, turn) =>
      listContacts(adminOf(account), asked(contacts.listContacts, { sort: "name", page: 1 + (turn % 3) })),
  },
  ...searchCalls,
  ...reportCalls,
];
