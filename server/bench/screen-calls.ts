import { createHash } from "node:crypto";
import type { z } from "zod";
import * as contacts from "../domain/contacts/contract.ts";
import { listContacts } from "../domain/contacts/list-contacts.ts";
import { searchContacts } from "../domain/contacts/search-contacts.ts";
import * as conversations from "../domain/conversations/contract.ts";
import { conversationCounts, listConversations } from "../domain/conversations/queries/list-conversations.ts";
import { listMessages } from "../domain/messages/queries/list-messages.ts";
import type { AccountContext } from "../platform/context.ts";
import type { GeneratedAccount } from "./generate-data.ts";

/** What a screen asks for, with another place in the account each time. */
export interface ScreenCall {
  name: string;
  isSearch?: boolean;
  /** @param turn  counts up */
  ask(account: GeneratedAccount, turn: number): Promise<unknown>;
}

const admin = ({ id, adminId }: GeneratedAccount): AccountContext => context(id, adminId, "administrator");
const agent = ({ id, agentId }: GeneratedAccount): AccountContext => context(id, agentId, "agent");

const context = (accountId: number, userId: number, role: "administrator" | "agent"): AccountContext => ({
  actor: { kind: "user", userId, name: "Person", email: "person@example.com" },
  accountId,
  role,
  requestId: "bench",
  locale: "en",
});

const list = (ctx: AccountContext, query: Record<string, unknown>) =>
  listConversations(ctx, asked(conversations.listConversations, query));

/** The query as the endpoint would read it, with what is left out. */
function asked<Query>(operation: { query?: z.ZodType<Query> }, query: Record<string, unknown>): Query {
  if (!operation.query) throw new Error("This operation has no query");
  return operation.query.parse(query);
}

/** Somewhere in the account, never twice the same place in a row. */
const somewhere = ({ conversations: count }: GeneratedAccount, turn: number): number => 1 + ((turn * 7919) % count);

export const screenCalls: ScreenCall[] = [
  { name: "list, all, with counts", ask: (account) => list(admin(account), { status: "open" }) },
  { name: "list, mine", ask: (account) => list(admin(account), { status: "open", assignee_type: "me" }) },
  { name: "list, unassigned", ask: (account) => list(admin(account), { status: "open", assignee_type: "unassigned" }) },
  { name: "list, page 5", ask: (account) => list(admin(account), { status: "open", page: 5 }) },
  { name: "list of an agent with one quiet inbox", ask: (account) => list(agent(account), { status: "open" }) },
  { name: "list, resolved", ask: (account) => list(admin(account), { status: "resolved" }) },
  { name: "list, one label", ask: (account) => list(admin(account), { status: "open", labels: ["vip"] }) },
  { name: "list, every status", ask: (account) => list(admin(account), { status: "all" }) },
  {
    name: "list, longest waiting first",
    ask: (account) => list(admin(account), { status: "open", sort_by: "waiting_since_asc" }),
  },
  { name: "list, oldest first", ask: (account) => list(admin(account), { status: "open", sort_by: "created_at_asc" }) },
  { name: "list, by priority", ask: (account) => list(admin(account), { status: "open", sort_by: "priority_desc" }) },
  {
    name: "counts of the tabs",
    ask: (account) => conversationCounts(admin(account), asked(conversations.conversationsMeta, { status: "open" })),
  },
  {
    name: "thread, newest page",
    ask: (account, turn) => listMessages(admin(account), { conversation_id: somewhere(account, turn) }),
  },
  { name: "thread of thousands, newest page", ask: (account) => listMessages(admin(account), { conversation_id: 1 }) },
  {
    name: "contacts, by name",
    ask: (account, turn) =>
      listContacts(admin(account), asked(contacts.listContacts, { sort: "name", page: 1 + (turn % 3) })),
  },
  {
    name: "contact search, part of a name",
    isSearch: true,
    ask: (account, turn) =>
      searchContacts(admin(account), asked(contacts.searchContacts, { q: partOfName(somewhere(account, turn)) })),
  },
  {
    name: "contact search, part of a number",
    isSearch: true,
    ask: (account, turn) =>
      searchContacts(admin(account), asked(contacts.searchContacts, { q: partOfNumber(somewhere(account, turn)) })),
  },
];

/** Seven digits in the middle of somebody's number, made as the data is. */
const partOfNumber = (number: number): string =>
  String((BigInt(number) * 7387420489n) % 99999999977n)
    .padStart(11, "0")
    .slice(2, 9);

/** Six letters in the middle of somebody's name, made as the data is. */
function partOfName(number: number): string {
  const digits = "0123456789";
  const hash = createHash("md5").update(String(number)).digest("hex").slice(1, 7);
  return [...hash].map((letter) => (digits.includes(letter) ? "aeioulmnrs"[Number(letter)] : letter)).join("");
}
