import type { Attributes } from "#db/schema/columns.ts";
import type { Channel, InboundEvent } from "../../channels/channel.ts";
import type { InboundPerson } from "../../channels/inbound-person.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { type UpsertedContactInbox, upsertContactInboxes } from "../contacts/upsert-contact-inboxes.ts";
import { type AppliedGroupReport, applyGroupReport } from "./apply-group-report.ts";
import type { NamedMember } from "./apply-members.ts";
import { openGroupConversation } from "./open-group-conversation.ts";
import { groupPersonOf, jidOf } from "./person-address.ts";

export type GroupEvent = Extract<InboundEvent, { type: "group" }>;

/** What of a group event was news. */
export interface AppliedGroupEvent extends AppliedGroupReport {
  groupContactId: number;
}

/**
 * Applies what a provider reports about a group (contract, groups §5): its contact, facts, settings, members and join
 * requests. Repeats change nothing, and an older report never undoes a newer one. A group that was made just now gets its
 * conversation.
 *
 * @param inbox  with its adapter
 * @param event  `at` in milliseconds; without it the report counts as of now
 * @param more   `by`: somebody of the team did it; `attributes`: written along with the rest
 */
export async function applyGroupEvent(
  tx: Tx,
  inbox: { id: number; channel: Channel },
  event: GroupEvent,
  more: { by?: string; attributes?: Attributes; requestsAreComplete?: boolean } = {},
): Promise<AppliedGroupEvent> {
  const people = [...(event.members ?? []).map(({ person }) => person), ...(event.by ? [event.by] : [])];
  const [group, ...rows] = await upsertEverybody(tx, inbox, { event, people });
  if (!group) throw new Error("A group has no contact");
  const members = (event.members ?? []).map((change, place) => named(change, rows[place] as UpsertedContactInbox));
  const author = event.by ? rows.at(-1) : undefined;
  if (event.isNew) await openGroupConversation(tx, inbox.id, group);
  const applied = await applyGroupReport(tx, inbox.id, {
    group,
    facts: event,
    members,
    isComplete: event.membersAreComplete === true,
    at: event.at ?? Date.now(),
    author: more.by
      ? { contactId: null, name: more.by }
      : author
        ? { contactId: author.contactId, name: author.name }
        : null,
    requestsAreComplete: more.requestsAreComplete,
    attributes: more.attributes,
  });
  return { groupContactId: group.contactId, ...applied };
}

/** The group first, then the people in their order. */
function upsertEverybody(
  tx: Tx,
  { id: inboxId, channel }: { id: number; channel: Channel },
  { event, people }: { event: GroupEvent; people: InboundPerson[] },
) {
  return upsertContactInboxes(tx, inboxId, [
    {
      sourceId: channel.sourceId({ type: "group", id: event.id }),
      groupType: "group",
      identities: [{ kind: "provider_id", value: event.id }],
      identifier: event.id,
      name: event.name,
    },
    ...people.map((person) => ({
      ...person,
      sourceId: channel.sourceId({ type: "individual", person }),
      groupType: "individual" as const,
    })),
  ]);
}

/** Somebody a report names, with the contact that was found for them. */
export function named(
  { person, change, role, method }: NonNullable<GroupEvent["members"]>[number],
  row: Pick<UpsertedContactInbox, "contactId" | "name">,
): NamedMember {
  const address = groupPersonOf(person);
  return {
    contactId: row.contactId,
    name: row.name,
    phone: address.phone ?? null,
    jid: jidOf(address),
    change,
    ...(role && { role }),
    ...(method && { method }),
  };
}
