import type { GroupActionName } from "../../channels/group-actions.ts";
import { isAppError, refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { actorName } from "../conversations/actor-name.ts";
import { type ConnectedInbox, findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { requireVisibleInbox } from "../inboxes/require-visible-inbox.ts";
import { described, outcomeOf, requirePeople } from "./add-members.ts";
import type { Addressed } from "./address-people.ts";
import { applyGroupEvent } from "./apply-group-event.ts";
import { askGroup } from "./ask-group.ts";
import type * as contract from "./contract.ts";
import type { PersonResult } from "./contract.ts";
import { inboundPersonOf } from "./person-address.ts";
import { isInPlace } from "./person-results.ts";
import { tellThread } from "./tell-thread.ts";

/**
 * Makes a group with the inbox's number. Its contact and conversation are there with the answer; what else the provider reports about it
 * arrives as events.
 *
 * @throws forbidden with 403 when the caller or the channel cannot; refused: no name, nobody named, or the provider's reason
 */
export async function createGroup(
  ctx: AccountContext,
  input: Input<typeof contract.createGroup>,
): Promise<Result<typeof contract.createGroup>> {
  authorize(canManageGroups(ctx));
  const inbox = await requireGroupInbox(ctx, input.inbox_id, "create");
  const subject = input.subject?.trim() ?? "";
  if (subject === "") throw refused("subject_required");
  const named = await requirePeople(ctx, inbox.id, input);
  const people = named.flatMap(({ person }) => person ?? []);
  if (people.length === 0) throw refused("participants_required");
  const askedAt = Date.now();
  const made = await askGroup(ctx, { inbox, action: "create" }, (create, settings) =>
    create({ subject, people }, settings),
  );
  if (!made.groupId) throw refused("The provider's answer names no group");
  const results = named.map((one) => ({ ...described(one), ...outcomeOf(one, made.results) }));
  await recordNewGroup(ctx, inbox, { jid: made.groupId, subject, named, results, askedAt });
  return { group_jid: made.groupId, subject, results };
}

/**
 * The inbox, when the caller may see it and its channel can do this with groups.
 *
 * @throws refused with 403 (contract, groups §2), whichever of the reasons it is
 */
export async function requireGroupInbox(
  ctx: AccountContext,
  inboxId: number,
  action: GroupActionName,
): Promise<ConnectedInbox> {
  const inbox = await visibleInbox(ctx, inboxId);
  if (!inbox?.channel.groups?.[action]) throw refused("Access Denied", 403);
  return inbox;
}

async function visibleInbox(ctx: AccountContext, inboxId: number): Promise<ConnectedInbox | null> {
  try {
    await requireVisibleInbox(ctx, inboxId);
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "forbidden")) return null;
    throw error;
  }
  return findConnectedInbox(ctx, inboxId);
}

interface NewGroup {
  jid: string;
  subject: string;
  named: Addressed[];
  results: PersonResult[];
  askedAt: number;
}

async function recordNewGroup(ctx: AccountContext, inbox: ConnectedInbox, group: NewGroup): Promise<void> {
  const { jid, subject, named, results, askedAt } = group;
  const added = named.flatMap(({ person, name }, place) => {
    const result = results[place];
    const inbound = person && result && isInPlace(result) ? inboundPersonOf(person, name ?? undefined) : null;
    return inbound ? [{ person: inbound, change: "add" as const, role: "member" as const }] : [];
  });
  const own = inboundPersonOf({ phone: String(inbox.settings.phone_number ?? "") || undefined });
  const us = own ? [{ person: own, change: "present" as const, role: "admin" as const }] : [];
  await transaction(ctx, async (tx) => {
    const event = {
      type: "group" as const,
      id: jid,
      name: subject,
      members: [...us, ...added],
      isNew: true,
      at: askedAt,
    };
    const { groupContactId, activities } = await applyGroupEvent(tx, inbox, event, { by: actorName(ctx) });
    await tellThread(tx, { contact: { id: groupContactId }, inbox }, activities);
  });
}
