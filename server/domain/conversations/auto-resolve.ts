import { systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { eachAlone } from "../../platform/jobs/each-alone.ts";
import { runtime } from "../../platform/runtime.ts";
import { addMessage } from "../messages/create-message.ts";
import { writeActivities } from "../messages/write-activities.ts";
import { type LockedConversation, lockConversation } from "./queries/get-conversation.ts";
import { loadConversations } from "./queries/load-conversations.ts";
import { replyWindowEnd } from "./serialize.ts";
import { writeConversation } from "./write-conversation.ts";

/** Of one account in one run; the next run takes the rest (contract, conversations §6.5). */
const MOST_AT_ONCE = 100;

interface Settings {
  accountId: number;
  locale: string;
  minutes: number;
  message: string | null;
  ignoresWaiting: boolean;
  label: string | null;
}

/** Resolves open conversations in which nothing happened for as long as their account says (contract, conversations §6.5). */
export async function autoResolve(): Promise<void> {
  const accounts = await runtime().sql<Settings[]>`
    select id as "accountId", locale, (settings ->> 'auto_resolve_after')::integer as minutes,
      nullif(settings ->> 'auto_resolve_message', '') as message,
      coalesce((settings ->> 'auto_resolve_ignore_waiting')::boolean, false) as "ignoresWaiting",
      nullif(settings ->> 'auto_resolve_label', '') as label
    from accounts
    where status = 'active' and (settings ->> 'auto_resolve_after')::integer > 0`;
  await eachAlone(accounts, ({ accountId }) => ({ accountId }), resolveIdleOf);
}

async function resolveIdleOf(settings: Settings): Promise<void> {
  const { accountId, locale } = settings;
  const ctx = { ...systemContext(accountId, "auto_resolve"), locale };
  await eachAlone(
    await idleConversations(settings),
    (displayId) => ({ accountId, displayId }),
    (displayId) => transaction(ctx, async (tx) => resolveIdle(tx, await lockConversation(tx, displayId), settings)),
  );
}

async function idleConversations({ accountId, minutes, ignoresWaiting }: Settings): Promise<number[]> {
  const { sql } = runtime();
  const rows = await sql<{ displayId: number }[]>`
    select display_id as "displayId" from conversations
    where account_id = ${accountId} and status = 'open' and last_activity_at < now() - make_interval(mins => ${minutes})
      ${ignoresWaiting ? sql`and waiting_since is null` : sql``}
    order by last_activity_at
    limit ${MOST_AT_ONCE}`;
  return rows.map(({ displayId }) => displayId);
}

async function resolveIdle(tx: Tx, conversation: LockedConversation, settings: Settings): Promise<void> {
  const { minutes, message, label } = settings;
  const isIdle = new Date(conversation.lastActivityAt).getTime() < Date.now() - minutes * 60_000;
  // Somebody wrote or acted since it was chosen.
  if (conversation.status !== "open" || !isIdle) return;
  if (message) await sayGoodbye(tx, conversation, message);
  const labels = label && !conversation.labels.includes(label) ? [...conversation.labels, label] : conversation.labels;
  await writeConversation(tx, conversation, { status: "resolved", snoozedUntil: null, labels });
  await writeActivities(tx, conversation.id, [{ kind: "auto_resolved", period: period(minutes, tx.locale) }]);
}

async function sayGoodbye(tx: Tx, conversation: LockedConversation, content: string): Promise<void> {
  const [row] = await loadConversations(tx, (sql) => ({ where: sql`c.id = ${conversation.id}` }));
  const end = row ? replyWindowEnd(row) : null;
  if (end !== null && end <= new Date()) {
    await writeActivities(tx, conversation.id, [{ kind: "auto_resolve_unsaid" }]);
    return;
  }
  await addMessage(tx, conversation, { message: { content, message_type: "template" }, uploads: [] });
}

/** In the largest unit that names it exactly: "2 days", "90 minutes"; in a language that we have, whatever an account calls its own. */
function period(minutes: number, locale: string): string {
  const [count, unit] =
    minutes % 1440 === 0 ? [minutes / 1440, "day"] : minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return new Intl.NumberFormat(/^pt/i.test(locale) ? "pt-BR" : "en", {
    style: "unit",
    unit,
    unitDisplay: "long",
  }).format(count);
}
