import { invalid } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { squareJpeg } from "../../platform/media/square-jpeg.ts";
import { MAX_AVATAR_BYTES, storeAvatar } from "../../platform/media/store-avatar.ts";
import { runtime } from "../../platform/runtime.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { deleteFilesJob } from "../contacts/jobs.ts";
import { getContactRow } from "../contacts/queries.ts";
import { askGroup } from "./ask-group.ts";
import type * as contract from "./contract.ts";
import { getGroup, type OpenGroup } from "./find-group.ts";
import { recordOwnChange } from "./record-own-change.ts";

/** Longest name of a group in characters: the network's own limit. */
const MAX_SUBJECT = 100;

/**
 * Changes name, description and picture of a group, each on its own: what the provider took stays, also when it refuses the next
 * (contract, groups §2). Blank values are ignored.
 *
 * @throws not_found, invalid for a picture that is none, refused with the provider's reason
 */
export async function updateGroupMetadata(
  ctx: AccountContext,
  input: Input<typeof contract.updateGroupMetadata>,
): Promise<Result<typeof contract.updateGroupMetadata>> {
  authorize(canManageGroups(ctx));
  const group = await getGroup(ctx, input.id);
  const subject = input.subject?.trim();
  if (subject && subject.length > MAX_SUBJECT)
    throw invalid("subject", `Subject is too long (maximum is ${MAX_SUBJECT} characters)`);
  if (subject) await changeInfo(ctx, group, { subject });
  const description = input.clear_description ? "" : input.description?.trim() || undefined;
  if (description !== undefined) await changeInfo(ctx, group, { description });
  if (input.avatar) await changePicture(ctx, group, input.avatar);
  const { id, name, additionalAttributes } = await getContactRow(ctx, input.id);
  return { id, name, additional_attributes: additionalAttributes };
}

async function changeInfo(
  ctx: AccountContext,
  group: OpenGroup,
  info: { subject?: string; description?: string },
): Promise<void> {
  const askedAt = Date.now();
  await askGroup(ctx, { inbox: group.inbox, action: "changeInfo" }, (change, settings) =>
    change(group.sourceId, info, settings),
  );
  const { subject, description } = info;
  await recordOwnChange(ctx, group, {
    ...(subject !== undefined && { name: subject }),
    ...(description !== undefined && { description: description || null }),
    askedAt,
  });
}

/** The provider gets a square JPEG, which all of them take. */
async function changePicture(ctx: AccountContext, group: OpenGroup, file: File): Promise<void> {
  if (file.size > MAX_AVATAR_BYTES) throw invalid("avatar", "Avatar size is too big");
  const bytes = await squareJpeg(Buffer.from(await file.arrayBuffer()));
  const askedAt = Date.now();
  await askGroup(ctx, { inbox: group.inbox, action: "changePicture" }, (change, settings) =>
    change(group.sourceId, { bytes, contentType: "image/jpeg" }, settings),
  );
  const avatarKey = await storeAvatar(bytes, `accounts/${ctx.accountId}/contacts/${group.contact.id}`);
  try {
    await recordOwnChange(ctx, group, {
      picture: "changed",
      askedAt,
      also: async (tx) => {
        const replaced: string[] = [];
        await changeContact(tx, group.contact.id, (row) => {
          if (row.avatarKey) replaced.push(row.avatarKey);
          return { avatarKey };
        });
        if (replaced.length > 0) tx.enqueue(deleteFilesJob, { keys: replaced });
      },
    });
  } catch (error) {
    await runtime().storage.delete(avatarKey);
    throw error;
  }
}
