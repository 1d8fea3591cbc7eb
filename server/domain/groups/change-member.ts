import { and, eq } from "drizzle-orm";
import { groupMembers } from "#db/schema/groups.ts";
import { notFound, refused } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { addressPeople } from "./address-people.ts";
import { askGroup } from "./ask-group.ts";
import type * as contract from "./contract.ts";
import { getGroup } from "./find-group.ts";
import { personOutcome, requireAll } from "./person-results.ts";
import { recordMemberChange } from "./record-member-change.ts";
import { memberReason } from "./refusal-reason.ts";

/**
 * Makes a member an admin, or an admin a member.
 *
 * @throws not_found, also for a row of another group; refused: unknown role, or the provider's reason
 */
export async function updateGroupMember(
  ctx: AccountContext,
  input: Input<typeof contract.updateGroupMember>,
): Promise<void> {
  const { role } = input;
  await changeMember(ctx, input, () => {
    if (role !== "admin" && role !== "member") throw refused("invalid_role");
    return role === "admin" ? "promote" : "demote";
  });
}

/**
 * Takes somebody out of a group.
 *
 * @throws not_found, also for a row of another group; refused with the provider's reason
 */
export async function removeGroupMember(
  ctx: AccountContext,
  input: Input<typeof contract.removeGroupMember>,
): Promise<void> {
  await changeMember(ctx, input, () => "remove");
}

async function changeMember(
  ctx: AccountContext,
  at: { id: number; member_id: number },
  choose: () => "promote" | "demote" | "remove",
): Promise<void> {
  authorize(canManageGroups(ctx));
  const group = await getGroup(ctx, at.id);
  const what = choose();
  const contactId = await requireMember(ctx, at);
  const [member] = await addressPeople(ctx, group.inbox.id, { contactIds: [contactId] });
  const person = member?.person;
  if (!member || !person) throw refused("This member has no address at the provider");
  const askedAt = Date.now();
  const [outcome] = await askGroup(ctx, { inbox: group.inbox, action: "changeMembers" }, (changeMembers, settings) =>
    changeMembers(group.sourceId, { what, people: [person] }, settings),
  );
  const { participant, name } = member;
  requireAll([{ participant, contact_id: contactId, name, ...personOutcome(outcome) }], memberReason);
  await recordMemberChange(ctx, group, { contactId, name: name ?? participant, person, change: what, askedAt });
}

/** @throws not_found when the group has no such row */
async function requireMember(ctx: AccountContext, at: { id: number; member_id: number }): Promise<number> {
  const [row] = await database(ctx)
    .select({ contactId: groupMembers.contactId })
    .from(groupMembers)
    .where(
      and(
        eq(groupMembers.accountId, ctx.accountId),
        eq(groupMembers.groupContactId, at.id),
        eq(groupMembers.id, at.member_id),
      ),
    );
  if (!row) throw notFound(`member ${at.member_id}`);
  return row.contactId;
}
