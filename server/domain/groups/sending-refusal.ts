import { type AccountContext, statements } from "../../platform/context.ts";
import { areGroupsOn } from "../inboxes/are-groups-on.ts";
import type { ConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { findOwnMember } from "./own-member.ts";

/** The contract's own sentence (groups §6). */
const ONLY_ADMINS = "Only administrators are allowed to send messages in this group";

/**
 * Why nothing may be sent into a group now, for the agent; null when nothing stands in the way. Asked before each message, because the
 * group may have changed while it waited.
 */
export async function groupSendingRefusal(
  ctx: AccountContext,
  inbox: ConnectedInbox,
  conversationId: number,
): Promise<string | null> {
  if (!areGroupsOn(inbox.settings)) return "Groups are switched off for this inbox";
  const [group] = await statements(ctx)<{ id: number; isLeft: boolean; isForAdmins: boolean }[]>`
    select c.id, (c.additional_attributes -> 'group_left') = 'true'::jsonb as "isLeft",
      (c.additional_attributes -> 'announce') = 'true'::jsonb as "isForAdmins"
    from conversations v
    join contacts c on c.account_id = v.account_id and c.id = v.contact_id
    where v.account_id = ${ctx.accountId} and v.id = ${conversationId}`;
  if (!group) return null;
  if (group.isLeft) return "This number is no longer a member of the group";
  if (!group.isForAdmins) return null;
  const phone = inbox.settings.phone_number;
  const own = await findOwnMember(ctx, group.id, typeof phone === "string" ? phone : null);
  return own?.isAdmin ? null : ONLY_ADMINS;
}
