import { isChannelError } from "../../channels/channel-error.ts";
import { isAppError } from "../../platform/app-error.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { storeAvatar } from "../../platform/media/store-avatar.ts";
import { runtime } from "../../platform/runtime.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { deleteFilesJob } from "../contacts/jobs.ts";
import { findGroup, type OpenGroup } from "./find-group.ts";

/**
 * Copies the picture of a group to our storage. None, one that is no picture, or one that we may not see, leaves the group as it was.
 *
 * @throws when the provider cannot be reached now; the job then tries again
 */
export async function fetchGroupPicture(of: { accountId: number; contactId: number }): Promise<void> {
  const ctx = systemContext(of.accountId, "fetch_group_picture");
  const group = await findGroup(ctx, of.contactId);
  const bytes = group && (await download(group));
  const key = bytes && (await store(bytes, of));
  if (!key) return;
  await transaction(ctx, async (tx) => {
    const replaced: string[] = [];
    await changeContact(tx, of.contactId, (contact) => {
      if (contact.avatarKey) replaced.push(contact.avatarKey);
      return { avatarKey: key };
    });
    if (replaced.length > 0) tx.enqueue(deleteFilesJob, { keys: replaced });
  });
}

async function download(group: OpenGroup): Promise<Buffer | null> {
  const { channel, settings } = group.inbox;
  try {
    return (await channel.groups?.picture?.(group.sourceId, settings))?.bytes ?? null;
  } catch (error) {
    if (!isChannelError(error) || error.kind !== "refused") throw error;
    runtime().log.info({ contactId: group.contact.id, err: error }, "a group's picture may not be seen");
    return null;
  }
}

async function store(bytes: Buffer, of: { accountId: number; contactId: number }): Promise<string | null> {
  try {
    return await storeAvatar(bytes, `accounts/${of.accountId}/contacts/${of.contactId}`);
  } catch (error) {
    if (!isAppError(error)) throw error;
    runtime().log.info({ ...of, err: error }, "a group's picture cannot be used");
    return null;
  }
}
