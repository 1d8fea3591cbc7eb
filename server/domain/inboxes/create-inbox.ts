import { type InboxConnection, inboxes } from "#db/schema/inboxes.ts";
import { invalid } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { violatedConstraint } from "../../platform/database/violated-constraint.ts";
import { withAvatarFile } from "../../platform/media/with-avatar-file.ts";
import { encrypt, newToken } from "../../platform/secrets.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageInboxes } from "../../policies/inboxes.ts";
import { requireWithinLimit } from "../accounts/require-within-limit.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { type InboxRow, storedSettings } from "./channel-settings.ts";
import type * as contract from "./contract.ts";
import type { Inbox } from "./contract.ts";
import { requireHelpCenter } from "./help-centers.ts";
import { inboxValues } from "./inbox-values.ts";
import { subscribeInboxJob } from "./jobs.ts";
import { insertMembers } from "./members.ts";
import { checkedSettings, requestedChannel } from "./requested-channel.ts";
import { serializeOneInbox } from "./serialize.ts";
import { defaultWorkingHours } from "./working-hours.ts";

type NewInbox = Input<typeof contract.createInbox>;

/**
 * Connects a channel (contract, inboxes §§2, 3). The provider hears of our webhook from a job after the commit; whether that
 * worked is on the health card.
 *
 * @param input  `member_ids`: people who answer in it from the start; the contract adds none
 * @throws refused with 402 when the account may have no more; invalid naming the field, also for a phone number that another inbox of the installation has
 */
export async function createInbox(ctx: AccountContext, input: NewInbox & { member_ids?: number[] }): Promise<Inbox> {
  authorize(canManageInboxes(ctx));
  const { channel, given } = requestedChannel(input.channel);
  const settings = checkedSettings(channel, given);
  const hours = defaultWorkingHours() as unknown as InboxRow["workingHours"];
  const values = inboxValues(input, { workingHours: hours });
  await requireHelpCenter(ctx, values.portalId);
  const { name } = values;
  if (!name) throw invalid("name", "Name can't be blank");
  // A channel without a line to lose is always open.
  const hasLine = channel.connect === "qr" || channel.actions.connection !== undefined;
  const connection: InboxConnection = { state: hasLine ? "unknown" : "open" };
  return withAvatarFile(input.avatar, `accounts/${ctx.accountId}/inboxes`, (avatarKey) =>
    transaction(ctx, async (tx) => {
      const row = await withTakenNumber(async () => {
        const [inserted] = await tx.db
          .insert(inboxes)
          .values({
            workingHours: hours,
            ...values,
            name,
            accountId: tx.accountId,
            channel: channel.key,
            ...storedSettings(channel, settings),
            identifier: newToken(),
            hmacToken: encrypt(newToken()),
            connection,
            avatarKey,
          })
          .returning();
        return inserted;
      });
      if (!row) throw new Error("The insert of an inbox gave no row back");
      await requireWithinLimit(tx, "inboxes");
      tx.emit("inbox.created", { inbox_id: row.id });
      noteChange(tx, { record: "Inbox", id: row.id, action: "create", changes: { name, channel: channel.key } });
      if (input.member_ids?.length) await insertMembers(tx, row.id, input.member_ids);
      if (channel.actions.subscribe) tx.enqueue(subscribeInboxJob, { account_id: tx.accountId, inbox_id: row.id });
      return serializeOneInbox(tx, row);
    }),
  );
}

/** @throws invalid when another inbox of the installation has the phone number (contract, inboxes §3) */
export async function withTakenNumber<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedConstraint(error) !== "inboxes_phone_number") throw error;
    throw invalid("phone_number", "Phone number has already been taken");
  }
}
