import type { Channel, InboundEvent } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { phoneVariants } from "../contacts/phone-numbers.ts";
import { type UpsertedContactInbox, upsertContactInboxes } from "../contacts/upsert-contact-inboxes.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { applyFacts, type GroupActivity } from "./apply-facts.ts";
import { applyJoinRequests } from "./apply-join-requests.ts";
import { applyMembers, lineAbout, type NamedMember } from "./apply-members.ts";
import { lockGroup, storeFactTimes } from "./lock-group.ts";

type GroupEvent = Extract<InboundEvent, { type: "group" }>;

/** What of a group event was news. */
export interface AppliedGroupEvent {
  groupContactId: number;
  /** For the thread, in order; empty for what was known, for a group's first report, and for complete lists. */
  activities: GroupActivity[];
  /** Our own number is no longer a member; the caller resolves what is open. */
  isLeft: boolean;
}

/**
 * Applies what a provider reports about a group (contract, groups §5): its contact, facts, settings, members and join
 * requests. Repeats change nothing, and an older report never undoes a newer one.
 *
 * @param inbox  with its adapter
 * @param event  `at` in milliseconds; without it the report counts as of now
 */
export async function applyGroupEvent(
  tx: Tx,
  inbox: { id: number; channel: Channel },
  event: GroupEvent,
): Promise<AppliedGroupEvent> {
  const at = event.at ?? Date.now();
  const [group, ...people] = await upsertEverybody(tx, inbox, event);
  if (!group) throw new Error("A group has no contact");
  const members = (event.members ?? []).map((change, place) =>
    named(inbox, change, people[place] as UpsertedContactInbox),
  );
  const times = await lockGroup(tx, group.contactId);
  const changes = await applyMembers(tx, group.contactId, {
    members,
    isComplete: event.membersAreComplete === true,
    at,
  });
  const own = await ownMember(
    tx,
    inbox.id,
    members.filter((member) => changes.applied.has(member.contactId)),
  );
  const lines: GroupActivity[] = [];
  let isLeft = false;
  await changeContact(tx, group.contactId, (row) => {
    const facts = applyFacts(row, event, { at, times });
    const { attributes, asking } = applyJoinRequests(facts.attributes, members, at);
    lines.push(...facts.activities, ...changes.activities, ...lineAbout("group_requested", asking));
    isLeft = own?.change === "remove" && row.additionalAttributes.group_left !== true;
    const left = own ? { group_left: own.change === "remove" } : {};
    return { name: facts.name, additionalAttributes: { ...attributes, ...left } };
  });
  await storeFactTimes(tx, group.contactId, times);
  if (changes.hasNews) tx.emit("group.members_changed", { contact_id: group.contactId });
  return { groupContactId: group.contactId, activities: group.isNew ? [] : lines, isLeft };
}

/** The group first, then its members in their order. */
function upsertEverybody(tx: Tx, inbox: { id: number; channel: Channel }, event: GroupEvent) {
  const { channel } = inbox;
  return upsertContactInboxes(tx, inbox.id, [
    {
      sourceId: channel.sourceId({ type: "group", id: event.id }),
      groupType: "group",
      identities: [{ kind: "provider_id", value: event.id }],
      identifier: event.id,
      name: event.name,
    },
    ...(event.members ?? []).map(({ person }) => ({
      ...person,
      sourceId: channel.sourceId({ type: "individual", person }),
      groupType: "individual" as const,
    })),
  ]);
}

function named(
  inbox: { channel: Channel },
  { person, change, role }: NonNullable<GroupEvent["members"]>[number],
  row: UpsertedContactInbox,
): NamedMember {
  const phone = person.identities.find((identity) => identity.kind === "phone")?.value ?? null;
  const sourceId = inbox.channel.sourceId({ type: "individual", person });
  return { contactId: row.contactId, name: row.name, phone, sourceId, change, role };
}

/** Our own number among those the event names. */
async function ownMember(tx: Tx, inboxId: number, members: NamedMember[]): Promise<NamedMember | undefined> {
  if (members.length === 0) return undefined;
  const inbox = await findConnectedInbox(tx, inboxId);
  const ownPhone = inbox?.settings.phone_number;
  if (typeof ownPhone !== "string") return undefined;
  const own = phoneVariants(ownPhone.replace(/\D/g, ""));
  return members.findLast(
    ({ phone, change }) => !change.endsWith("request") && own.includes((phone ?? "").replace(/\D/g, "")),
  );
}
