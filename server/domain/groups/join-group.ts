import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { applyGroupEvent } from "./apply-group-event.ts";
import { askGroup } from "./ask-group.ts";
import type * as contract from "./contract.ts";
import { requireGroupInbox } from "./create-group.ts";

/**
 * Joins a group by its invite link with the inbox's number. Name and members are read right afterwards.
 *
 * @throws refused: 403 when the caller or the channel cannot, no link, or the provider's reason
 */
export async function joinGroup(
  ctx: AccountContext,
  input: Input<typeof contract.joinGroup>,
): Promise<Result<typeof contract.joinGroup>> {
  authorize(canManageGroups(ctx));
  const inbox = await requireGroupInbox(ctx, input.inbox_id, "join");
  const code = inviteCode(input.invite_code || input.url || "");
  if (!code) throw refused("invalid_invite_link");
  const { groupId } = await askGroup(ctx, { inbox, action: "join" }, (join, settings) => join(code, settings));
  if (groupId !== null) {
    await transaction(ctx, (tx) => applyGroupEvent(tx, inbox, { type: "group", id: groupId, isNew: true, at: null }));
  }
  return { group_jid: groupId, is_pending: groupId === null };
}

/**
 * What the provider shows of a group to those who have its invite link. Nobody there learns that somebody looked.
 *
 * @throws refused: 403 when the caller or the channel cannot, no link, or the provider's reason
 */
export async function previewInvite(
  ctx: AccountContext,
  input: Input<typeof contract.previewInvite>,
): Promise<Result<typeof contract.previewInvite>> {
  authorize(canManageGroups(ctx));
  const inbox = await requireGroupInbox(ctx, input.inbox_id, "previewInvite");
  const code = inviteCode(input.url);
  if (!code) throw refused("invalid_invite_link");
  const preview = await askGroup(ctx, { inbox, action: "previewInvite" }, (look, settings) => look(code, settings));
  return { name: preview.name, description: preview.description, member_count: preview.memberCount };
}

/** The code of a link, or what looks like one by itself; null for anything else. */
function inviteCode(text: string): string | null {
  const last = text.trim().split(/[?#]/)[0]?.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return /^[A-Za-z0-9_-]{10,40}$/.test(last) ? last : null;
}
