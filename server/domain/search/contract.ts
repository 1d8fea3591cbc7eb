import { z } from "zod";
import { attributeHash, page, unixSeconds, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";
import { contact } from "../contacts/contract.ts";
import { message } from "../messages/contract.ts";

const base = "/api/v1/accounts/{account_id}/search";

/** A conversation as a search finds it (contract, conversations §2). */
const foundConversation = z.object({
  id: z.number(),
  account_id: z.number(),
  created_at: unixSeconds,
  /** The last one; null when nothing was said. */
  message: message.nullable(),
  contact: z.object({
    id: z.number(),
    name: z.string(),
    email: z.string().nullable(),
    phone_number: z.string().nullable(),
    identifier: z.string().nullable(),
    additional_attributes: attributeHash,
    last_activity_at: unixSeconds.nullable(),
  }),
  inbox: z.object({ id: z.number(), channel_id: z.number(), name: z.string(), channel_type: z.string() }),
  /** Empty when nobody has it. */
  agent: z.union([
    z.object({
      id: z.number(),
      available_name: z.string(),
      email: z.string(),
      name: z.string(),
      role: z.enum(["agent", "administrator"]),
    }),
    z.object({}),
  ]),
  additional_attributes: attributeHash.optional(),
});
export type FoundConversation = z.infer<typeof foundConversation>;

const foundArticle = z.object({
  id: z.number(),
  title: z.string(),
  locale: z.string(),
  content: z.string().nullable(),
  slug: z.string(),
  portal_slug: z.string(),
  account_id: z.number(),
  category_name: z.string().nullable(),
  status: z.enum(["draft", "published", "archived"]),
  updated_at: unixSeconds,
});
export type FoundArticle = z.infer<typeof foundArticle>;

const sections = {
  conversations: z.array(foundConversation),
  contacts: z.array(contact),
  messages: z.array(message),
  articles: z.array(foundArticle),
};

const text = { q: z.string().max(1000, "is too long (maximum is 1000 characters)").default(""), page };
const unix = z.coerce.number().int().positive().max(4_102_444_800).optional().catch(undefined);

const search = { tag: "Search", method: "GET", callers: ["user"] } as const;

export const searchEverything = operation({
  ...search,
  id: "search.all",
  path: base,
  summary: "Conversations, contacts, messages and articles with a text, 15 of each",
  query: z.object(text),
  response: z.object({ payload: z.object(sections) }),
});

export const searchConversations = operation({
  ...search,
  id: "search.conversations",
  path: `${base}/conversations`,
  summary: "Conversations by number, or by name, e-mail, phone number or identifier of their contact",
  query: z.object(text),
  response: z.object({ payload: z.object({ conversations: sections.conversations }) }),
});

export const searchContacts = operation({
  ...search,
  id: "search.contacts",
  path: `${base}/contacts`,
  summary: "Contacts by name, e-mail, phone number or identifier",
  query: z.object(text),
  response: z.object({ payload: z.object({ contacts: sections.contacts }) }),
});

export const searchMessages = operation({
  ...search,
  id: "search.messages",
  path: `${base}/messages`,
  summary: "Messages of the last three months that contain a text",
  query: z.object({
    ...text,
    /** Unix seconds. */
    since: unix,
    until: unix,
    inbox_id: wireId.optional().catch(undefined),
    /** `contact:7` or `agent:3`. */
    from: z.string().optional(),
  }),
  response: z.object({ payload: z.object({ messages: sections.messages }) }),
});

export const searchArticles = operation({
  ...search,
  id: "search.articles",
  path: `${base}/articles`,
  summary: "Articles of the help centers that contain a text",
  query: z.object(text),
  response: z.object({ payload: z.object({ articles: sections.articles }) }),
});
