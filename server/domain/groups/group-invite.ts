import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { askGroup } from "./ask-group.ts";
import type * as contract from "./contract.ts";
import { getGroup } from "./find-group.ts";
import { recordOwnChange } from "./record-own-change.ts";

const linkOf = (code: string) => ({ invite_code: code, invite_url: `https://chat.whatsapp.com/${code}` });

/** The invite link of a group, as the provider has it now. @throws not_found, refused with the provider's reason */
export async function getGroupInvite(
  ctx: AccountContext,
  input: Input<typeof contract.getGroupInvite>,
): Promise<Result<typeof contract.getGroupInvite>> {
  authorize(canManageGroups(ctx));
  const group = await getGroup(ctx, input.id);
  const code = await askGroup(ctx, { inbox: group.inbox, action: "inviteCode" }, (inviteCode, settings) =>
    inviteCode(group.sourceId, settings),
  );
  return linkOf(code);
}

/** Makes the old link useless. @throws not_found, refused with the provider's reason */
export async function revokeGroupInvite(
  ctx: AccountContext,
  input: Input<typeof contract.revokeGroupInvite>,
): Promise<Result<typeof contract.revokeGroupInvite>> {
  authorize(canManageGroups(ctx));
  const group = await getGroup(ctx, input.id);
  const askedAt = Date.now();
  const inviteCode = await askGroup(ctx, { inbox: group.inbox, action: "resetInvite" }, (resetInvite, settings) =>
    resetInvite(group.sourceId, settings),
  );
  await recordOwnChange(ctx, group, { inviteCode, askedAt });
  return linkOf(inviteCode);
}
