import { cached, remembered } from "../../platform/cache.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { findNamesakes, type Namesake } from "./find-namesakes.ts";
import type { KnownAs } from "./inbound-contact.ts";
import { lockNewPeople } from "./insert-contact-inboxes.ts";
import type { Match } from "./match-contact-inboxes.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { canonicalPhone } from "./phone-numbers.ts";
import { uniteContactInboxes } from "./unite-contact-inboxes.ts";

/** How long a process remembers that a number and a LID were linked; forgetting costs a statement. */
const REMEMBERED_MS = 3_600_000;
const CACHE = "linked-people";

/**
 * Makes whoever else may merge the same people wait, before any row is locked: locks taken in one order by all never make a
 * circle. Sends nothing when every link is known to this process.
 *
 * @returns ids for contacts as `lockNewPeople` gives them; null when nothing was sent
 */
export async function lockLinks(tx: Tx, inboxId: number, people: KnownAs[]): Promise<number[] | null> {
  const unknown = people.flatMap(linkOf).filter((link) => !remembered(CACHE, `${tx.accountId}:${inboxId}:${link}`));
  return unknown.length === 0 ? null : lockNewPeople(tx, inboxId, people);
}

/**
 * Merges contacts that turn out to be one person, because a provider names phone number and LID together: somebody wrote
 * under the one and was a group's member under the other (contract, groups §1). Contacts whose numbers or LIDs contradict
 * each other stay two, because numbers are given to new owners. Costs nothing unless somebody brings both names and one of
 * them is news. Call `lockLinks` first.
 *
 * @param people   everybody of a batch
 * @param matches  what their names lead to in this inbox, locked
 * @returns whether contacts or contact inboxes are gone: matches must then be looked up again
 */
export async function linkUp(tx: Tx, inboxId: number, people: KnownAs[], matches: Match[]): Promise<boolean> {
  const candidates = people.flatMap((person, place) => {
    const own = matches.filter((match) => match.person === place);
    return bringsNews(person, own) ? [{ person, own }] : [];
  });
  for (const link of people.flatMap(linkOf)) {
    void cached(CACHE, `${tx.accountId}:${inboxId}:${link}`, REMEMBERED_MS, async () => true);
  }
  if (candidates.length === 0) return false;
  const namesakes = await findNamesakes(
    tx,
    candidates.map(({ person }) => person),
  );
  const standIns = new Map<number, number>();
  let hasChanged = false;
  for (const [place, { person, own }] of candidates.entries()) {
    const contacts = namesakes.filter((namesake) => namesake.person === place);
    if (contacts.length === 0) continue;
    const hasMerged = await mergeAll(tx, samePeople(person, contacts), standIns);
    const isDoubled = hasMerged || own.some((match) => match.contactInboxId !== own[0]?.contactInboxId);
    const hasUnited = isDoubled && (await uniteContactInboxes(tx, person));
    hasChanged ||= hasMerged || hasUnited;
  }
  return hasChanged;
}

/** The pairs of number and LID that a person brings together; none for groups and for who brings one name only. */
function linkOf(person: KnownAs): string[] {
  if (person.groupType === "group") return [];
  const [phones, lids] = (["phone", "lid"] as const).map((kind) =>
    person.identities.flatMap((identity) => (identity.kind === kind ? [identity.value] : [])),
  );
  return (phones ?? []).flatMap((phone) => (lids ?? []).map((lid) => `${phone}:${lid}`));
}

/** Number and LID of one person, and not both of them known of one and the same contact inbox. */
function bringsNews(person: KnownAs, matches: Match[]): boolean {
  if (linkOf(person).length === 0) return false;
  const [first] = matches;
  if (!first || matches.some((match) => match.contactInboxId !== first.contactInboxId)) return true;
  return person.identities.some(
    ({ kind, value }) => (kind === "phone" || kind === "lid") && !first.identities.includes(`${kind}:${value}`),
  );
}

/** Those who can be this person; first the one that stays: with a number before without, then the older one. */
function samePeople(person: KnownAs, contacts: Namesake[]): Namesake[] {
  let phones = new Set(
    person.identities.flatMap(({ kind, value }) => (kind === "phone" ? [canonicalPhone(value)] : [])),
  );
  let lids = new Set(person.identities.flatMap(({ kind, value }) => (kind === "lid" ? [value] : [])));
  const inOrder = [...contacts].sort((a, b) => Number(!a.phones.length) - Number(!b.phones.length) || a.id - b.id);
  return inOrder.filter((contact) => {
    const allPhones = new Set([...phones, ...contact.phones.map(canonicalPhone)]);
    const allLids = new Set([...lids, ...contact.lids]);
    if (allPhones.size > 1 || allLids.size > 1) return false;
    [phones, lids] = [allPhones, allLids];
    return true;
  });
}

/** @param standIns  contacts that are gone → those that stand for them; brought up to date */
async function mergeAll(tx: Tx, [base, ...mergees]: Namesake[], standIns: Map<number, number>): Promise<boolean> {
  if (!base) return false;
  const now = (id: number): number => {
    const standIn = standIns.get(id);
    return standIn === undefined ? id : now(standIn);
  };
  let hasMerged = false;
  for (const { id } of mergees) {
    if (now(id) === now(base.id)) continue;
    const mergee = now(id);
    await mergeContacts(tx, { base: now(base.id), mergee, isLinkUp: true });
    standIns.set(mergee, now(base.id));
    hasMerged = true;
  }
  return hasMerged;
}
