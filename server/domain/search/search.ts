import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import type { Contact } from "../contacts/contract.ts";
import { findContacts } from "../contacts/find-contacts.ts";
import { serializeContact } from "../contacts/serialize.ts";
import { findConversations } from "../conversations/queries/find-conversations.ts";
import type { Message } from "../messages/contract.ts";
import { findMessages, type MessageSearch } from "../messages/queries/find-messages.ts";
import { loadMessagesById } from "../messages/queries/load-messages.ts";
import { serializeMessage } from "../messages/serialize.ts";
import type * as contract from "./contract.ts";
import type { FoundConversation } from "./contract.ts";
import { findArticles } from "./find-articles.ts";
import { serializeFoundConversation } from "./serialize.ts";

/** Rows of a section (contract, conventions §7). */
const PAGE_SIZE = 15;

interface Search {
  q: string;
  page: number;
}

/** Everything that has the text, 15 of each kind (contract, conversations §2). A blank text finds nothing. */
export async function searchEverything(
  ctx: AccountContext,
  input: Search,
): Promise<Result<typeof contract.searchEverything>> {
  const [conversations, contacts, messages, articles] = await Promise.all([
    conversationsWith(ctx, input),
    contactsWith(ctx, input),
    messagesWith(ctx, input),
    articlesWith(ctx, input),
  ]);
  return { payload: { conversations, contacts, messages, articles } };
}

/** Conversations alone, with their additional attributes. */
export async function searchConversations(
  ctx: AccountContext,
  input: Search,
): Promise<Result<typeof contract.searchConversations>> {
  return { payload: { conversations: await conversationsWith(ctx, input, { withAttributes: true }) } };
}

export async function searchContacts(
  ctx: AccountContext,
  input: Search,
): Promise<Result<typeof contract.searchContacts>> {
  return { payload: { contacts: await contactsWith(ctx, input) } };
}

/** Messages alone; also narrowed by time, inbox and sender. */
export async function searchMessages(
  ctx: AccountContext,
  input: Input<typeof contract.searchMessages>,
): Promise<Result<typeof contract.searchMessages>> {
  return {
    payload: {
      messages: await messagesWith(ctx, input, {
        since: fromUnix(input.since),
        until: fromUnix(input.until),
        inboxId: input.inbox_id,
        sender: senderOf(input.from),
      }),
    },
  };
}

export async function searchArticles(
  ctx: AccountContext,
  input: Search,
): Promise<Result<typeof contract.searchArticles>> {
  return { payload: { articles: await articlesWith(ctx, input) } };
}

/** Null when there is nothing to look for. */
function pageOf({ q, page }: Search): { text: string; offset: number; limit: number } | null {
  const text = q.trim();
  return text === "" ? null : { text, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE };
}

async function conversationsWith(
  ctx: AccountContext,
  input: Search,
  options: { withAttributes?: boolean } = {},
): Promise<FoundConversation[]> {
  const page = pageOf(input);
  const rows = page ? await findConversations(ctx, page) : [];
  const lastIds = rows.flatMap((row) => row.lastMessageId ?? []);
  const messages = await loadMessagesById(ctx, lastIds);
  return rows.map((row) => serializeFoundConversation(row, messages.get(row.lastMessageId ?? 0), options));
}

async function contactsWith(ctx: AccountContext, input: Search): Promise<Contact[]> {
  const page = pageOf(input);
  const rows = page ? await findContacts(ctx, page) : [];
  return rows.map((row) => serializeContact(row));
}

async function messagesWith(
  ctx: AccountContext,
  input: Search,
  narrowed: Partial<MessageSearch> = {},
): Promise<Message[]> {
  const page = pageOf(input);
  const ids = page ? await findMessages(ctx, { ...narrowed, ...page }) : [];
  const rows = await loadMessagesById(ctx, ids);
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? [serializeMessage(row)] : [];
  });
}

async function articlesWith(ctx: AccountContext, input: Search) {
  const page = pageOf(input);
  return page ? findArticles(ctx, page) : [];
}

const fromUnix = (seconds: number | undefined): Date | undefined =>
  seconds === undefined ? undefined : new Date(seconds * 1000);

/** `contact:7`, `agent:3`; anything else narrows nothing. */
function senderOf(from: string | undefined): MessageSearch["sender"] {
  const match = /^(contact|agent):(\d{1,15})$/.exec(from ?? "");
  return match ? { type: match[1] === "contact" ? "Contact" : "User", id: Number(match[2]) } : undefined;
}
