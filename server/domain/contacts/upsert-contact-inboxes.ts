import type { Tx } from "../../platform/database/transaction.ts";
import { completeContacts } from "./complete-contacts.ts";
import { type InboundContact, type KnownAs, mergePeople } from "./inbound-contact.ts";
import { insertContactInboxes, lockNewPeople, type NewContactInbox } from "./insert-contact-inboxes.ts";
import { fetchContactAvatarJob } from "./jobs.ts";
import { linkUp, lockLinks } from "./link-up.ts";
import { type ContactMatch, type Match, matchContactInboxes, matchContacts } from "./match-contact-inboxes.ts";

/** A contact as the inbox knows it; its row is locked until the transaction ends. */
export interface UpsertedContactInbox {
  contactInboxId: number;
  contactId: number;
  /** As it is stored now. */
  name: string;
  groupType: "individual" | "group";
  blocked: boolean;
  /** The contact inbox was made just now. */
  isNew: boolean;
}

/** Each round finds what the one before lost a race for; more than two are never needed. */
const ROUNDS = 3;

/**
 * Finds or makes the contact and contact inbox of everybody in a batch. One statement when all are known and nothing about
 * them is new; four more for any number of new ones. Two transactions that meet the same person make one contact, and
 * contacts that turn out to be one person are merged.
 *
 * @param people  in any order, repeats allowed
 * @returns one entry per entry of `people`, in the same order
 */
export async function upsertContactInboxes(
  tx: Tx,
  inboxId: number,
  people: InboundContact[],
): Promise<UpsertedContactInbox[]> {
  const everybody = mergePeople(people);
  const results: UpsertedContactInbox[] = [];
  let missing = everybody;
  const put = (person: KnownAs, row: UpsertedContactInbox) => {
    for (const position of person.positions) results[position] = row;
  };
  let ids = await lockLinks(tx, inboxId, everybody);
  for (let round = 0; missing.length > 0; round++) {
    if (round === ROUNDS) throw new Error("Somebody else keeps making the same contacts");
    let matches = await matchContactInboxes(tx, inboxId, missing);
    if (await linkUp(tx, inboxId, missing, matches)) {
      // Those who were found before may be among the merged.
      missing = everybody;
      matches = await matchContactInboxes(tx, inboxId, missing);
    }
    const known = missing.flatMap((person, place) => {
      const match = bestMatch(matches, place);
      return match ? [{ person, match }] : [];
    });
    const names = await completeContacts(tx, inboxId, known);
    for (const { person, match } of known) {
      put(person, { ...pick(match), name: names.get(match.contactId) ?? match.name, isNew: false });
    }
    const found = new Set(known.map(({ person }) => person));
    const unknown = missing.filter((person) => !found.has(person));
    const made = await insertUnknown(tx, inboxId, unknown, ids);
    ids = null;
    for (const [person, row] of made) put(person, row);
    missing = unknown.filter((person) => !made.has(person));
  }
  return results;
}

/**
 * For a transaction that calls `upsertContactInboxes` several times: takes the locks of all of them at once, first of all,
 * so that two such transactions never wait for each other in a circle.
 */
export async function lockPeople(tx: Tx, inboxId: number, people: InboundContact[]): Promise<void> {
  if (people.length > 0) await lockNewPeople(tx, inboxId, mergePeople(people));
}

/** By source id first: it names the chat; then by the identity that the channel put first. */
function bestMatch(matches: Match[], place: number): Match | undefined {
  return matches
    .filter((match) => match.person === place)
    .sort((a, b) => a.rank - b.rank || a.contactInboxId - b.contactInboxId)[0];
}

const pick = ({ contactInboxId, contactId, name, groupType, blocked }: Match) => ({
  contactInboxId,
  contactId,
  name,
  groupType,
  blocked,
});

/** @param locked  ids for contacts when `people` are locked already */
async function insertUnknown(
  tx: Tx,
  inboxId: number,
  people: KnownAs[],
  locked: number[] | null,
): Promise<Map<KnownAs, UpsertedContactInbox>> {
  if (people.length === 0) return new Map();
  const ids = locked ?? (await lockNewPeople(tx, inboxId, people));
  const contacts = new Map((await matchContacts(tx, inboxId, people)).map((match) => [match.person, match]));
  const wanted = people.flatMap((person, place) => {
    const contact = contacts.get(place);
    return contact?.isTaken ? [] : [{ person, contact, row: newRow(person, contact, ids[place] as number) }];
  });
  if (wanted.length === 0) return new Map();
  const inserted = await insertContactInboxes(
    tx,
    inboxId,
    wanted.map(({ row }) => row),
  );
  const made = new Map<KnownAs, UpsertedContactInbox>();
  for (const { person, contact, row } of wanted) {
    const contactInbox = inserted.find((candidate) => candidate.sourceId === row.sourceId);
    if (!contactInbox) continue;
    const { contactInboxId, contactId } = contactInbox;
    const { name, groupType, blocked } = contact ?? { ...row, blocked: false };
    made.set(person, { contactInboxId, contactId, name, groupType, blocked, isNew: true });
    if (row.isNew) announce(tx, row);
  }
  return made;
}

function announce(tx: Tx, contact: NewContactInbox): void {
  tx.emit("contact.created", { contact_id: contact.contactId });
  if (contact.avatarUrl) {
    tx.enqueue(fetchContactAvatarJob, { account_id: tx.accountId, contact_id: contact.contactId }, { priority: 10 });
  }
}

function newRow(person: KnownAs, contact: ContactMatch | undefined, id: number): NewContactInbox {
  return {
    contactId: contact?.contactId ?? id,
    isNew: contact === undefined,
    name: person.name || fallbackName(person),
    phoneNumber: person.phoneNumber,
    identifier: person.identifier,
    avatarUrl: person.avatarUrl,
    groupType: contact?.groupType ?? person.groupType,
    sourceId: person.sourceId,
    identities: person.identities,
  };
}

/** Push name, else phone, else LID, else what the provider calls the chat (contract, groups §1). */
function fallbackName(person: KnownAs): string {
  if (person.groupType === "group") return person.sourceId;
  const lid = person.identities.find((identity) => identity.kind === "lid")?.value;
  const username = person.identities.find((identity) => identity.kind === "username")?.value;
  return username ?? person.phoneNumber ?? lid ?? person.sourceId;
}
