import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { actorName } from "../conversations/actor-name.ts";
import { LEFT_HERE } from "./apply-group-report.ts";
import { askGroup } from "./ask-group.ts";
import type * as contract from "./contract.ts";
import { getGroup } from "./find-group.ts";
import { lockGroup, storeFactTimes } from "./lock-group.ts";
import { tellThread } from "./tell-thread.ts";

/**
 * Leaves a group with the inbox's number: from now on it can only be read. Open conversations stay open until the provider reports that
 * we are gone (contract, groups §2).
 *
 * @throws not_found, refused with the provider's reason
 */
export async function leaveGroup(ctx: AccountContext, input: Input<typeof contract.leaveGroup>): Promise<void> {
  authorize(canManageGroups(ctx));
  const group = await getGroup(ctx, input.id);
  await askGroup(ctx, { inbox: group.inbox, action: "leave" }, (leave, settings) => leave(group.sourceId, settings));
  await transaction(ctx, async (tx) => {
    const times = await lockGroup(tx, group.contact.id);
    let isNews = false;
    await changeContact(tx, group.contact.id, ({ additionalAttributes }) => {
      isNews = additionalAttributes.group_left !== true;
      return { additionalAttributes: { ...additionalAttributes, group_left: true } };
    });
    if (!isNews) return;
    await storeFactTimes(tx, group.contact.id, { ...times, [LEFT_HERE]: Date.now() });
    await tellThread(tx, group, [{ kind: "group_left_by", by: actorName(ctx) }]);
    tx.emit("group.members_changed", { contact_id: group.contact.id });
  });
}
