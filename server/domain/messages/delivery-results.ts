import type { Capabilities } from "../../channels/capabilities.ts";
import type { SendReceipt } from "../../channels/channel.ts";
import type { ChannelErrorKind } from "../../channels/channel-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type SharedWork, together } from "../../platform/database/together.ts";
import { postgresCode, type Tx, transaction } from "../../platform/database/transaction.ts";
import type { Lane } from "./claim-next-message.ts";
import { cleanText } from "./clean-text.ts";
import { deliverConversation, deliverScheduled, pushMessageChange } from "./jobs.ts";

interface Attempted {
  id: number;
  conversationId: number;
  attempts: number;
  /** People's when missing. */
  lane?: Lane;
  /** As it was when it was taken to be sent. */
  contentAttributes?: Record<string, unknown>;
}

/** A message is tried this often before it counts as failed. */
const MOST_ATTEMPTS = 8;
const UNIQUE_VIOLATION = "23505";

interface Accepted {
  message: Attempted;
  receipt: SendReceipt;
  ctx: AccountContext;
}

const ticks: SharedWork<Accepted, void> = {
  name: "write-ticks",
  most: 25,
  atOnce: 2,
  run: async (_key, accepted) => {
    const [first] = accepted;
    if (!first) return [];
    if (accepted.length === 1) await recordOne(first);
    else await transaction(first.ctx, (tx) => writeAccepted(tx, accepted));
    return accepted.map(() => undefined);
  },
};

/**
 * The provider took it: a tick, and the id that its receipts will name. Ticks of an account that come at the same time share one
 * transaction.
 */
export const recordAccepted = (ctx: AccountContext, message: Attempted, receipt: SendReceipt): Promise<void> =>
  together(ticks, `${message.lane ?? "people"}:${ctx.accountId}`, { message, receipt, ctx });

async function recordOne({ ctx, message, receipt }: Accepted): Promise<void> {
  try {
    await transaction(ctx, (tx) => writeAccepted(tx, [{ message, receipt }]));
  } catch (error) {
    if (postgresCode(error) !== UNIQUE_VIOLATION) throw error;
    // The provider's echo of this very message was taken in as one of its own: they are one message, with the furthest status.
    await transaction(ctx, async (tx) => {
      const [echo] = await tx.sql<{ status: string }[]>`
        delete from messages echo using messages ours
        where ours.account_id = ${tx.accountId} and ours.id = ${message.id}
          and echo.account_id = ours.account_id and echo.inbox_id = ours.inbox_id and echo.id <> ours.id
          and echo.provider_message_id = ${receipt.providerMessageId}
        returning echo.status`;
      await writeAccepted(tx, [{ message, receipt, ...(echo && { status: echo.status }) }]);
    });
  }
}

type Tick = Pick<Accepted, "message" | "receipt"> & { status?: string };

async function writeAccepted(tx: Tx, ticks: Tick[]): Promise<void> {
  const rows = ticks.map(({ message, receipt, status = "sent" }) => {
    const { edited_at = null } = message.contentAttributes ?? {};
    return { id: message.id, provider_id: receipt.providerMessageId, status, edited_at };
  });
  const written = await tx.sql<{ id: number; change: "delete" | "edit" | null }[]>`
    update messages m set delivery = 'accepted', status = tick.status, provider_message_id = tick.provider_id,
      source_id = tick.provider_id, sending_since = null, not_before = null,
      content_attributes = m.content_attributes - 'external_error' - 'uncertain_since', revision = m.revision + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as tick (id bigint, provider_id text, status text, edited_at text)
    where m.account_id = ${tx.accountId} and m.id = tick.id
    returning m.id, case when m.content_attributes @> '{"deleted": true}' then 'delete'
      when m.content_attributes ->> 'edited_at' is distinct from tick.edited_at then 'edit' end as change`;
  for (const { message } of ticks)
    tx.emit("message.updated", { message_id: message.id, conversation_id: message.conversationId });
  // Somebody deleted or edited it while it was on its way; only now can the provider be told which one it is.
  for (const { id, change } of written)
    if (change) tx.enqueue(pushMessageChange, { account_id: tx.accountId, message_id: id, change });
}

/**
 * The provider took one part of a message: its ids are known from now on, and a retry leaves out the file that it was.
 *
 * @param part  the file, null when the text alone was the part
 */
export async function recordPartSent(
  ctx: AccountContext,
  message: Attempted & { inboxId: number },
  part: { attachmentId: number | null; receipt: SendReceipt },
): Promise<void> {
  const { providerMessageId, partIds = [] } = part.receipt;
  await transaction(ctx, async (tx) => {
    await tx.sql`
      insert into message_parts (account_id, inbox_id, provider_message_id, message_id)
      select ${tx.accountId}, ${message.inboxId}, id, ${message.id} from unnest(${[providerMessageId, ...partIds]}::text[]) as part (id)
      on conflict do nothing`;
    if (part.attachmentId === null) return;
    await tx.sql`
      update attachments set meta = meta || jsonb_build_object('sent_as', ${providerMessageId}::text)
      where account_id = ${tx.accountId} and id = ${part.attachmentId}`;
  });
}

interface Failure {
  kind: ChannelErrorKind;
  message: string;
  code?: string | undefined;
  retryAfter?: number | undefined;
}

/**
 * The provider did not take it, or nobody knows. Tried again later when nothing can have been sent (or the provider takes a repeat as
 * one); otherwise it failed, with the reason, and a person decides. We never send twice silently.
 *
 * @param can  what the channel does with a repeat; nothing is known of it: no repeat
 */
export async function recordFailure(
  ctx: AccountContext,
  message: Attempted,
  failure: Failure,
  can: Pick<Capabilities, "idempotentSend" | "idempotentSeconds"> = { idempotentSend: false },
): Promise<"again" | "failed"> {
  const isFinal =
    failure.kind === "refused" ||
    (failure.kind === "unknown" && !can.idempotentSend) ||
    message.attempts >= MOST_ATTEMPTS;
  return transaction(ctx, async (tx) => {
    const isForgotten = !isFinal && (await isRepeatForgotten(tx, message, failure, can.idempotentSeconds));
    if (isFinal) await writeFailed(tx, message, failure);
    else if (isForgotten) await writeFailed(tx, message, { ...failure, kind: "unknown" });
    else if (await writeAgain(tx, message, failure)) return "again";
    else await writeWithdrawn(tx, message);
    return "failed";
  });
}

/** It may have been sent once, and by the next try the provider would take that for a new message. */
async function isRepeatForgotten(
  tx: Tx,
  message: Attempted,
  failure: Failure,
  knownForSeconds: number | undefined,
): Promise<boolean> {
  if (knownForSeconds === undefined) return false;
  const [row] = await tx.sql<{ since: number | null }[]>`
    select (content_attributes ->> 'uncertain_since')::bigint as since from messages
    where account_id = ${tx.accountId} and id = ${message.id}`;
  return row?.since != null && Date.now() / 1000 + waitSeconds(message, failure) - row.since > knownForSeconds;
}

/** Before the next try, in seconds. */
const waitSeconds = (message: Attempted, failure: Failure): number =>
  failure.retryAfter ?? Math.min(2 ** message.attempts, 300);

async function writeFailed(tx: Tx, message: Attempted, failure: Failure): Promise<void> {
  const reason = {
    external_error: cleanText(failure.message).slice(0, 2_000),
    error_kind: failure.kind,
    ...errorCodes(failure),
  };
  await tx.sql`
    update messages set delivery = 'failed', status = 'failed', sending_since = null, not_before = null,
      content_attributes = (content_attributes - 'uncertain_since') || ${JSON.stringify(reason)}::text::jsonb, revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and id = ${message.id}`;
  tx.emit("message.updated", {
    message_id: message.id,
    conversation_id: message.conversationId,
    changed: { status: ["sent", "failed"] },
  });
}

/** Provider codes that mean the same everywhere, by the codes that the table of sentences knows. */
const knownRefusals: Record<string, string> = { "401": "unauthorized", "413": "media_too_large", "415": "media_type" };
const byKind = { unknown: "unknown_outcome", throttled: "throttled", temporary: "temporary" } as const;

/** What people read follows `error_code`; the provider's own code stays for the details. */
function errorCodes({ kind, code }: Failure): Record<string, string> {
  const known = kind === "refused" ? knownRefusals[code ?? ""] : byKind[kind];
  return {
    ...((known ?? code) && { error_code: known ?? (code as string) }),
    ...(code && { provider_code: code }),
  };
}

/** @returns false for a message that was deleted meanwhile: nobody wants it to be tried again */
async function writeAgain(tx: Tx, message: Attempted, failure: Failure): Promise<boolean> {
  const at = new Date(Date.now() + waitSeconds(message, failure) * 1000);
  // Since when it may be at the provider: the time that try began.
  const uncertain = failure.kind === "unknown";
  const [again] = await tx.sql`
    update messages set delivery = 'pending', sending_since = null, not_before = ${at.toISOString()},
      content_attributes = case when ${uncertain} and not content_attributes ? 'uncertain_since'
        then content_attributes || jsonb_build_object('uncertain_since', floor(extract(epoch from coalesce(sending_since, now()))))
        else content_attributes end
    where account_id = ${tx.accountId} and id = ${message.id} and not content_attributes @> '{"deleted": true}'
    returning 1`;
  if (!again) return false;
  const payload = { account_id: tx.accountId, conversation_id: message.conversationId };
  const runAt = new Date(at.getTime() + 50);
  if (message.lane === "planned") tx.enqueue(deliverScheduled, payload, { runAt, priority: 5 });
  else tx.enqueue(deliverConversation, payload, { runAt });
  return true;
}

/** As a message is that was deleted before it was sent. */
async function writeWithdrawn(tx: Tx, message: Attempted): Promise<void> {
  await tx.sql`
    update messages set delivery = 'failed', sending_since = null, not_before = null, revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and id = ${message.id}`;
  tx.emit("message.updated", { message_id: message.id, conversation_id: message.conversationId });
}
