import { Liquid } from "liquidjs";
import { type AccountContext, statements } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";

/** What a text is about and who sends it. */
export interface TextAbout {
  /** Database id. */
  conversationId: number;
  /** The user who sends it; null when nobody does. */
  agentId?: number | null;
}

/** No files, no foreign objects, and a text that keeps the server busy is left as it is. */
const engine = new Liquid({
  ownPropertyOnly: true,
  templates: {},
  parseLimit: 200_000,
  renderLimit: 200,
  memoryLimit: 2_000_000,
});

/** From a run of back-ticks to the next one of the same length: with any part of a run, a long one takes minutes to be read. */
const CODE = /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g;

/**
 * Fills in the variables of a text (contract, messages §2, scheduled-messages §4): `contact`, `agent`, `conversation`, `inbox`,
 * `account`. Code between back-ticks stays as it is; so does a text whose syntax is wrong.
 */
export async function renderVariables(ctx: AccountContext, about: TextAbout, text: string): Promise<string> {
  if (!/\{\{|\{%/.test(text)) return text;
  const protectedText = text.replace(CODE, (code) => `{% raw %}${code}{% endraw %}`);
  try {
    return String(await engine.parseAndRender(protectedText, await variables(ctx, about)));
  } catch (err) {
    runtime().log.debug({ err, ...about }, "the variables of a text could not be filled in");
    return text;
  }
}

/** The same for the values of a template (contract, messages §2: `processed_params`). */
export async function renderTemplateParams(
  ctx: AccountContext,
  about: TextAbout,
  params: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const render = async (value: unknown): Promise<unknown> => {
    if (typeof value === "string") return renderVariables(ctx, about, value);
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const item of value) items.push(await render(item));
      return items;
    }
    if (typeof value !== "object" || value === null) return value;
    const entries: [string, unknown][] = [];
    for (const [key, item] of Object.entries(value)) entries.push([key, await render(item)]);
    return Object.fromEntries(entries);
  };
  if (params.processed_params === undefined) return params;
  return { ...params, processed_params: await render(params.processed_params) };
}

async function variables(
  ctx: AccountContext,
  { conversationId, agentId = null }: TextAbout,
): Promise<Record<string, unknown>> {
  const [row] = await statements(ctx)<Named[]>`
    select c.display_id as "displayId", p.id as "contactId", p.name as "contactName", p.email, p.phone_number as phone,
      p.custom_attributes as "contactAttributes", c.custom_attributes as "conversationAttributes", i.id as "inboxId",
      i.name as "inboxName", a.name as "accountName", c.first_reply_created_at as "firstReplyAt", c.last_activity_at as "lastActivityAt",
      u.name as "agentName", u.display_name as "agentDisplayName"
    from conversations c
    join contacts p on p.account_id = c.account_id and p.id = c.contact_id
    join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id
    join accounts a on a.id = c.account_id
    left join users u on u.id = ${agentId}
    where c.account_id = ${ctx.accountId} and c.id = ${conversationId}`;
  if (!row) return {};
  const person = namesOf(row.contactName);
  return {
    contact: {
      id: row.contactId,
      ...person,
      email: row.email,
      phone_number: row.phone,
      custom_attribute: row.contactAttributes,
    },
    agent:
      row.agentName === null
        ? {}
        : { ...namesOf(row.agentName), available_name: row.agentDisplayName || row.agentName },
    conversation: {
      id: row.displayId,
      display_id: row.displayId,
      contact_name: person.name,
      custom_attribute: row.conversationAttributes,
      first_reply_created_at: isoOf(row.firstReplyAt),
      last_activity_at: isoOf(row.lastActivityAt),
    },
    inbox: { id: row.inboxId, name: row.inboxName },
    account: { id: ctx.accountId, name: row.accountName },
  };
}

interface Named {
  displayId: number;
  contactId: number;
  contactName: string;
  email: string | null;
  phone: string | null;
  contactAttributes: Record<string, unknown>;
  conversationAttributes: Record<string, unknown>;
  inboxId: number;
  inboxName: string;
  accountName: string;
  firstReplyAt: string | null;
  lastActivityAt: string | null;
  agentName: string | null;
  agentDisplayName: string | null;
}

/** A name and its ends; who has one word has no last name. */
function namesOf(given: string): { name: string; first_name: string; last_name: string } {
  const name = capitalised(given);
  const words = name.split(" ").filter(Boolean);
  return { name, first_name: words[0] ?? "", last_name: words.length > 1 ? (words.at(-1) ?? "") : "" };
}

const isoOf = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Word by word, as the contract has names in texts. */
const capitalised = (name: string): string =>
  name.replace(/\S+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
