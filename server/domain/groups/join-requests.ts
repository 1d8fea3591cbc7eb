import { isChannelError } from "../../channels/channel-error.ts";
import type { GroupJoinRequest, GroupPersonResult } from "../../channels/group-actions.ts";
import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { requirePeople } from "./add-members.ts";
import { pendingJoinRequests } from "./apply-join-requests.ts";
import { askGroup } from "./ask-group.ts";
import type * as contract from "./contract.ts";
import type { JoinRequest } from "./contract.ts";
import { getGroup, type OpenGroup } from "./find-group.ts";
import { type KnownPerson, knownPeople } from "./known-people.ts";
import { groupPersonOf, inboundPersonOf, isSamePerson, jidOf, personOf } from "./person-address.ts";
import { isInPlace, personOutcome, requireAll } from "./person-results.ts";
import { recordOwnChange } from "./record-own-change.ts";
import { requestReason } from "./refusal-reason.ts";

/**
 * Who asks to join, as the provider has it now. Who is no admin there sees nobody (contract, groups §2).
 *
 * @throws not_found, refused with the provider's reason
 */
export async function listJoinRequests(
  ctx: AccountContext,
  input: Input<typeof contract.listJoinRequests>,
): Promise<Result<typeof contract.listJoinRequests>> {
  authorize(canManageGroups(ctx));
  const group = await getGroup(ctx, input.id);
  const requests = await askGroup(ctx, { inbox: group.inbox, action: "joinRequests" }, (joinRequests, settings) =>
    joinRequests(group.sourceId, settings).catch((error: unknown) => {
      if (isChannelError(error) && error.code === "403") return [];
      throw error;
    }),
  );
  const known = await knownPeople(
    ctx,
    group.inbox.id,
    requests.map(({ person }) => person),
  );
  return { payload: requests.map((request, place) => serializeRequest(request, known[place] ?? null)) };
}

function serializeRequest({ person, at, method }: GroupJoinRequest, known: KnownPerson | null): JoinRequest {
  const address = groupPersonOf(person);
  return {
    jid: jidOf(address),
    phone_number: address.phone ?? null,
    request_time: at === null ? null : String(Math.floor(at / 1000)),
    request_method: method ?? null,
    contact_id: known?.contactId ?? null,
    name: known?.name ?? person.name ?? null,
    thumbnail: avatarLink(known?.avatarKey ?? null),
  };
}

/**
 * Lets people in, or turns them down. Those it worked for no longer ask, also when it did not work for somebody else.
 *
 * @throws not_found; refused: nobody named, unknown action, or the first reason of the provider
 */
export async function handleJoinRequests(
  ctx: AccountContext,
  input: Input<typeof contract.handleJoinRequests>,
): Promise<void> {
  authorize(canManageGroups(ctx));
  const group = await getGroup(ctx, input.id);
  const what = input.request_action;
  if (what !== "approve" && what !== "reject") throw refused("invalid_action");
  const named = await requirePeople(ctx, group.inbox.id, input);
  const people = named.flatMap(({ person }) => person ?? []);
  if (people.length === 0) throw refused("participants_required");
  const askedAt = Date.now();
  const outcomes = await askGroup(ctx, { inbox: group.inbox, action: "answerJoinRequests" }, (answer, settings) =>
    answer(group.sourceId, { what, people }, settings),
  );
  const done = outcomes.filter((outcome) => isInPlace(personOutcome(outcome)));
  if (done.length > 0) await recordAnswers(ctx, group, { done, isApproval: what === "approve", askedAt });
  requireAll(
    outcomes.map((outcome) => ({
      participant: jidOf(outcome.person),
      contact_id: null,
      name: null,
      ...personOutcome(outcome),
    })),
    requestReason,
  );
}

async function recordAnswers(
  ctx: AccountContext,
  group: OpenGroup,
  { done, isApproval, askedAt }: { done: GroupPersonResult[]; isApproval: boolean; askedAt: number },
): Promise<void> {
  const members = done.flatMap(({ person }) => {
    const inbound = isApproval ? inboundPersonOf(person) : null;
    return inbound ? [{ person: inbound, change: "add" as const, role: "member" as const }] : [];
  });
  await recordOwnChange(ctx, group, { members, askedAt, also: (tx) => forgetRequests(tx, group, done) });
}

/** Takes the answered ones out of `pending_join_requests`, by their address. */
async function forgetRequests(tx: Tx, group: OpenGroup, answered: GroupPersonResult[]): Promise<void> {
  const isAnswered = (jid: string) => {
    const asking = personOf(jid);
    return asking !== null && answered.some(({ person }) => isSamePerson(person, asking));
  };
  await changeContact(tx, group.contact.id, ({ additionalAttributes }) => ({
    additionalAttributes: {
      ...additionalAttributes,
      pending_join_requests: pendingJoinRequests(additionalAttributes).filter(({ jid }) => !isAnswered(jid)),
    },
  }));
}
