import { and, eq, isNull, sql } from "drizzle-orm";
import type { Attributes } from "#db/schema/columns.ts";
import { inboxes } from "#db/schema/inboxes.ts";
import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { withAvatarFile } from "../../platform/media/with-avatar-file.ts";
import { runtime } from "../../platform/runtime.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { channelSettings, type InboxRow, storedSettings } from "./channel-settings.ts";
import type * as contract from "./contract.ts";
import type { Inbox } from "./contract.ts";
import { withTakenNumber } from "./create-inbox.ts";
import { forgetInbox } from "./find-connected-inbox.ts";
import { requireHelpCenter } from "./help-centers.ts";
import { inboxValues } from "./inbox-values.ts";
import { subscribeInboxJob } from "./jobs.ts";
import { checkedSettings, givenSettings } from "./requested-channel.ts";
import { serializeOneInbox } from "./serialize.ts";

/**
 * Changes an inbox or the settings of its channel (contract, inboxes §2). New settings are checked as at creation, and the
 * provider is told our webhook again. A secret that is not given, or given as its mask, stays.
 *
 * @throws not_found, invalid naming the field
 */
export async function updateInbox(ctx: AccountContext, input: Input<typeof contract.updateInbox>): Promise<Inbox> {
  authorize(canManageInboxes(ctx));
  return withAvatarFile(input.avatar, `accounts/${ctx.accountId}/inboxes/${input.id}`, async (avatarKey) => {
    const { former, after } = await transaction(ctx, async (tx) => {
      const stored = await lockInbox(tx, input.id);
      await requireHelpCenter(tx, input.portal_id);
      const settings = input.channel ? changedSettings(stored, input.channel) : null;
      const row = await write(tx, stored, {
        ...inboxValues(input, stored),
        ...settings,
        ...(avatarKey !== undefined && { avatarKey }),
      });
      if (settings && channelSettings(stored).channel.actions.subscribe) {
        tx.enqueue(subscribeInboxJob, { account_id: tx.accountId, inbox_id: row.id });
      }
      return { former: stored, after: row };
    });
    forgetInbox(after);
    if (avatarKey !== undefined && former.avatarKey) await runtime().storage.delete(former.avatarKey);
    return serializeOneInbox(ctx, after);
  });
}

async function lockInbox(tx: Tx, inboxId: number): Promise<InboxRow> {
  const [row] = await tx.db
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.accountId, tx.accountId), eq(inboxes.id, inboxId), isNull(inboxes.deletedAt)))
    .for("no key update");
  if (!row) throw notFound(`inbox ${inboxId}`);
  return row;
}

/** Null when nothing is different: then the provider need not hear of it. */
function changedSettings(row: InboxRow, request: Attributes): Pick<InboxRow, "settings" | "secrets"> | null {
  const { channel, settings: stored } = channelSettings(row);
  const settings = checkedSettings(channel, givenSettings(request), stored);
  return isSame(settings, stored) ? null : storedSettings(channel, settings);
}

const isSame = (one: Attributes, other: Attributes): boolean => {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
};

async function write(tx: Tx, stored: InboxRow, values: Partial<InboxRow>): Promise<InboxRow> {
  const changes = Object.entries(values).filter(
    ([key, value]) => JSON.stringify(stored[key as keyof InboxRow]) !== JSON.stringify(value),
  );
  if (changes.length === 0) return stored;
  const [row] = await withTakenNumber(() =>
    tx.db
      .update(inboxes)
      .set({ ...Object.fromEntries(changes), revision: sql`${inboxes.revision} + 1`, updatedAt: new Date() })
      .where(and(eq(inboxes.accountId, tx.accountId), eq(inboxes.id, stored.id)))
      .returning()
      .then((rows) => rows),
  );
  if (!row) throw notFound(`inbox ${stored.id}`);
  tx.emit("inbox.updated", { inbox_id: row.id });
  noteChange(tx, { record: "Inbox", id: row.id, action: "update", changes: auditedChanges(stored, row) });
  return row;
}

/** Bookkeeping is no news; of secrets only that they changed. */
const unaudited = new Set([
  "secrets",
  "hmacToken",
  "connection",
  "revision",
  "updatedAt",
  "lastInboundAt",
  "lastOutboundAt",
]);

function auditedChanges(before: InboxRow, after: InboxRow): Attributes {
  const keys = (Object.keys(after) as (keyof InboxRow)[]).filter(
    (key) => !unaudited.has(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const named = keys.map((key) => [snakeCase(key), [before[key], after[key]]]);
  return { ...Object.fromEntries(named), ...(before.secrets !== after.secrets && { secrets: ["•••", "•••"] }) };
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
