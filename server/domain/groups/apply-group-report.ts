import type { Attributes } from "#db/schema/columns.ts";
import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { deleteFilesJob } from "../contacts/jobs.ts";
import { phoneVariants } from "../contacts/phone-numbers.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { applyFacts, type GroupFacts } from "./apply-facts.ts";
import { applyJoinRequests } from "./apply-join-requests.ts";
import { type Author, applyMembers, type NamedMember } from "./apply-members.ts";
import { type GroupActivity, told, toldAbout } from "./group-activity.ts";
import { fetchGroupPictureJob, syncGroupJob } from "./jobs.ts";
import { type FactTimes, lockGroup, storeFactTimes } from "./lock-group.ts";

/** What is reported about a group whose people are contacts already. */
export interface GroupReport {
  group: { contactId: number; isNew: boolean };
  facts: GroupFacts & { isNew?: boolean };
  members: NamedMember[];
  /** Who is not named is no member any more; members alone give no lines then. */
  isComplete: boolean;
  /** Whoever asks to join is among the members. */
  requestsAreComplete?: boolean;
  /** Milliseconds since 1970. */
  at: number;
  author: Author | null;
  /** Bookkeeping that is written along. */
  attributes?: Attributes;
}

export interface AppliedGroupReport {
  /** For the thread, in order; empty for what was known, for a group's first report, and for complete lists. */
  activities: GroupActivity[];
  /** Our own number is no longer a member; the caller resolves what is open. */
  isLeft: boolean;
}

/** A group that is new to us is read in full after this time, in milliseconds (contract, groups §4). */
const READ_NEW_AFTER = 5_000;

/** Applies a report, of a provider or of the team itself: member rows, then the group's contact. The contact rows are locked by the caller. */
export async function applyGroupReport(tx: Tx, inboxId: number, report: GroupReport): Promise<AppliedGroupReport> {
  const { group, members, author } = report;
  const at = wholeSecond(report.at);
  const times = await lockGroup(tx, group.contactId);
  const changes = await applyMembers(tx, group.contactId, { ...report, at });
  const heard = members.filter((member) => changes.applied.has(member.contactId));
  const own = await ownMember(tx, inboxId, heard);
  const lines: GroupActivity[] = [];
  let isLeft = false;
  let wasLeft = false;
  let isNewPicture = false;
  let oldPicture: string | null = null;
  await changeContact(tx, group.contactId, (row) => {
    const facts = applyFacts(row, report.facts, { at, times, author, isSnapshot: report.isComplete });
    const { attributes, asking, withdrawn } = applyJoinRequests(facts.attributes, members, {
      at,
      isComplete: report.requestsAreComplete,
    });
    lines.push(...facts.activities, ...changes.activities);
    if (!report.isComplete)
      lines.push(...toldAbout("group_requested", asking), ...toldAbout("group_request_withdrawn", withdrawn));
    wasLeft = row.additionalAttributes.group_left === true;
    isLeft = own?.change === "remove" && (!wasLeft || hasLeftHere(times));
    isNewPicture = facts.isNewPicture;
    oldPicture = row.avatarKey;
    const isGone = own ? own.change === "remove" : report.facts.isNew ? false : undefined;
    const left = isGone === undefined ? {} : { group_left: isGone };
    const picture = isNewPicture ? { avatarKey: null, avatarUrl: null } : {};
    return { name: facts.name, ...picture, additionalAttributes: { ...attributes, ...left, ...report.attributes } };
  });
  if (isLeft) delete times[LEFT_HERE];
  await storeFactTimes(tx, group.contactId, times);
  if (changes.hasNews || lines.length > 0) tx.emit("group.members_changed", { contact_id: group.contactId });
  if (isNewPicture && oldPicture !== null) tx.enqueue(deleteFilesJob, { keys: [oldPicture] });
  enqueueReading(tx, report, { isNewPicture, wasLeft });
  if (!group.isNew) return { activities: lines, isLeft };
  return { activities: report.facts.isNew && author ? [told("group_created", author.name)] : [], isLeft };
}

/** Many providers report in seconds: within the same one, what comes later is later. */
const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000;

/** Set when somebody of the team left here: the provider's own report of it is still to come, and still counts. */
export const LEFT_HERE = "left_here";
const hasLeftHere = (times: FactTimes): boolean => times[LEFT_HERE] !== undefined;

function enqueueReading(tx: Tx, report: GroupReport, was: { isNewPicture: boolean; wasLeft: boolean }): void {
  const payload = { account_id: tx.accountId, contact_id: report.group.contactId };
  if (was.isNewPicture && report.facts.picture === "changed") tx.enqueue(fetchGroupPictureJob, payload);
  if (!report.facts.isNew) return;
  const options = { key: `sync_group:${report.group.contactId}`, runAt: new Date(Date.now() + READ_NEW_AFTER) };
  tx.enqueue(syncGroupJob, { ...payload, force: was.wasLeft || report.group.isNew }, options);
}

/** Our own number among those the report names, by their phone or by their contact's. */
async function ownMember(tx: Tx, inboxId: number, members: NamedMember[]): Promise<NamedMember | undefined> {
  const present = members.filter((member) => !member.change.endsWith("request"));
  if (present.length === 0) return undefined;
  const inbox = await findConnectedInbox(tx, inboxId);
  const ownPhone = inbox?.settings.phone_number;
  if (typeof ownPhone !== "string") return undefined;
  const own = phoneVariants(ownPhone.replace(/\D/g, ""));
  const byPhone = present.findLast(({ phone }) => own.includes((phone ?? "").replace(/\D/g, "")));
  const unnamed = present.filter(({ phone }) => phone === null);
  if (byPhone || unnamed.length === 0) return byPhone;
  countStatement();
  const [row] = await tx.sql<{ id: number }[]>`
    select id from contacts where account_id = ${tx.accountId} and id = any(${unnamed.map((member) => member.contactId)}::bigint[])
      and phone_number = any(${own.map((digits) => `+${digits}`)}::text[])
    limit 1`;
  return row && present.findLast((member) => member.contactId === row.id);
}
