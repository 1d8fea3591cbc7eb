import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { type Addressed, addressPeople } from "./address-people.ts";
import { askGroup } from "./ask-group.ts";
import type * as contract from "./contract.ts";
import type { PersonResult } from "./contract.ts";
import { getGroup, type OpenGroup } from "./find-group.ts";
import { inboundPersonOf, isSamePerson } from "./person-address.ts";
import { isInPlace, personOutcome, requireAll } from "./person-results.ts";
import { recordOwnChange } from "./record-own-change.ts";

/**
 * Adds people to a group (contract, groups §2). Who could be added is in it, also when somebody else could not.
 *
 * @throws not_found, refused: not a group, nobody named, or the first reason why somebody could not be added
 */
export async function addGroupMembers(
  ctx: AccountContext,
  input: Input<typeof contract.addGroupMembers>,
): Promise<void> {
  requireAll(await addPeople(ctx, input));
}

/** The same, by number or contact; says of each person what became of it. */
export async function inviteGroupMembers(
  ctx: AccountContext,
  input: Input<typeof contract.inviteGroupMembers>,
): Promise<Result<typeof contract.inviteGroupMembers>> {
  return { payload: await addPeople(ctx, input) };
}

type Wanted = Input<typeof contract.addGroupMembers> & { contact_ids?: number[] };

async function addPeople(ctx: AccountContext, input: Wanted): Promise<PersonResult[]> {
  authorize(canManageGroups(ctx));
  const group = await getGroup(ctx, input.id);
  const named = await requirePeople(ctx, group.inbox.id, input);
  const askedAt = Date.now();
  const results = await addAtProvider(ctx, group, named);
  const added = results.flatMap((result, place) => {
    const { person, name } = named[place] as Addressed;
    const inbound = isInPlace(result) && person ? inboundPersonOf(person, name ?? undefined) : null;
    // Who was in already may be an admin.
    return inbound ? [{ person: inbound, change: result.ok ? ("add" as const) : ("present" as const) }] : [];
  });
  if (added.length > 0) await recordOwnChange(ctx, group, { members: added, askedAt });
  return results;
}

/** @throws refused when nobody is named, not_found for contacts of others */
export async function requirePeople(
  ctx: AccountContext,
  inboxId: number,
  { participants, contact_ids: contactIds }: { participants?: string[]; contact_ids?: number[] },
): Promise<Addressed[]> {
  const given = (participants ?? []).filter((participant) => participant.trim() !== "");
  if (given.length === 0 && !contactIds?.length) throw refused("participants_required");
  return addressPeople(ctx, inboxId, { participants: given, contactIds });
}

async function addAtProvider(ctx: AccountContext, group: OpenGroup, named: Addressed[]): Promise<PersonResult[]> {
  const people = named.flatMap(({ person }) => person ?? []);
  const outcomes =
    people.length === 0
      ? []
      : await askGroup(ctx, { inbox: group.inbox, action: "changeMembers" }, (changeMembers, settings) =>
          changeMembers(group.sourceId, { what: "add", people }, settings),
        );
  return named.map((one) => ({ ...described(one), ...outcomeOf(one, outcomes) }));
}

/** What became of somebody; who has no address was never asked for. */
export function outcomeOf({ person }: Addressed, outcomes: Parameters<typeof personOutcome>[0][]) {
  if (!person) return { ok: false, code: "invalid_number", reason: null };
  return personOutcome(outcomes.find((outcome) => outcome && isSamePerson(outcome.person, person)));
}

export const described = ({ participant, contactId, name }: Addressed) => ({
  participant,
  contact_id: contactId,
  name,
});
