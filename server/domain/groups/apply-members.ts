import type { GroupMemberChange } from "../../channels/group-actions.ts";
import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { type GroupActivity, toldAbout } from "./group-activity.ts";

/** Somebody a report names, with their contact. */
export interface NamedMember {
  contactId: number;
  name: string;
  /** Digits; null when the provider gave none. */
  phone: string | null;
  /** Their address as the contract writes it. */
  jid: string;
  change: GroupMemberChange["change"];
  role?: "member" | "admin";
  /** How they came, as the provider calls it. */
  method?: string;
}

/** Who did what a report tells: somebody of the group, or of the team. */
export interface Author {
  /** Null for the team. */
  contactId: number | null;
  name: string;
}

interface MemberReport {
  members: NamedMember[];
  /** Who is not named is gone. An empty list says nothing. */
  isComplete: boolean;
  /** Milliseconds since 1970. */
  at: number;
  author: Author | null;
}

interface MemberRow {
  contactId: number;
  role: "member" | "admin";
  isActive: boolean;
  changedAt: number;
}

/**
 * Brings the member rows in line with a report; the caller holds the group's lock. A row that a newer report has spoken
 * about stays as it is.
 *
 * @returns whether a row is different now, the lines to write for it, and about whom the report was news or confirmed
 */
export async function applyMembers(
  tx: Tx,
  groupContactId: number,
  report: MemberReport,
): Promise<{ hasNews: boolean; activities: GroupActivity[]; applied: Set<number> }> {
  const members = report.members.filter((member) => !member.change.endsWith("request"));
  if (members.length === 0) return { hasNews: false, activities: [], applied: new Set() };
  const before = await readMembers(tx, groupContactId);
  const after = new Map<number, MemberRow>();
  // What the team just did is so, whatever a provider's clock says.
  const isOurs = report.author?.contactId === null;
  for (const member of members) {
    const known = after.get(member.contactId) ?? before.get(member.contactId);
    if (known && known.changedAt > report.at && !isOurs) continue;
    const changedAt = Math.max(report.at, known?.changedAt ?? 0);
    after.set(member.contactId, { ...nextState(member, known), contactId: member.contactId, changedAt });
  }
  if (report.isComplete) {
    const named = new Set(members.map((member) => member.contactId));
    for (const row of before.values()) {
      if (!named.has(row.contactId) && row.isActive && row.changedAt <= report.at) {
        after.set(row.contactId, { ...row, isActive: false, changedAt: report.at });
      }
    }
  }
  await writeMembers(tx, groupContactId, [...after.values()]);
  const changed = [...after.values()].filter((row) => isDifferent(before.get(row.contactId), row));
  const news = new Set(changed.map((row) => row.contactId));
  const told = members.filter((member) => news.has(member.contactId));
  const lines = report.isComplete ? [] : memberLines(told, report.author);
  return { hasNews: changed.length > 0, activities: lines, applied: new Set(after.keys()) };
}

function nextState({ change, role }: NamedMember, known: MemberRow | undefined): Pick<MemberRow, "role" | "isActive"> {
  switch (change) {
    case "remove":
      return { role: known?.role ?? "member", isActive: false };
    case "promote":
      return { role: "admin", isActive: true };
    case "demote":
      return { role: "member", isActive: true };
    case "add":
      // Whoever comes in comes as a member: then the latest report alone says what is so, whatever was heard before it.
      return { role: role ?? "member", isActive: true };
    default:
      return { role: role ?? known?.role ?? "member", isActive: true };
  }
}

/** That somebody went of whom nothing was known is news as well. */
const isDifferent = (before: MemberRow | undefined, after: MemberRow): boolean =>
  before?.isActive !== after.isActive || (after.isActive && before?.role !== after.role);

/** One line for each kind of change. Who removes themselves has left. */
function memberLines(members: NamedMember[], author: Author | null): GroupActivity[] {
  const of = (test: (member: NamedMember) => boolean) => members.filter(test);
  const by = author?.name ?? null;
  const isAuthor = (member: NamedMember) => author?.contactId === member.contactId;
  const cameByLink = (member: NamedMember) => member.method === "invite_link";
  return [
    ...toldAbout(
      "group_added",
      of((member) => member.change === "add" && !cameByLink(member) && !isAuthor(member)),
      by,
    ),
    ...toldAbout(
      "group_added",
      of((member) => member.change === "add" && !cameByLink(member) && isAuthor(member)),
    ),
    ...toldAbout(
      "group_joined_by_link",
      of((member) => member.change === "add" && cameByLink(member)),
    ),
    ...toldAbout(
      "group_removed",
      of((member) => member.change === "remove" && isAuthor(member)),
    ),
    ...toldAbout(
      "group_removed",
      of((member) => member.change === "remove" && !isAuthor(member)),
      by,
    ),
    ...toldAbout(
      "group_promoted",
      of((member) => member.change === "promote"),
      by,
    ),
    ...toldAbout(
      "group_demoted",
      of((member) => member.change === "demote"),
      by,
    ),
  ];
}

async function readMembers(tx: Tx, groupContactId: number): Promise<Map<number, MemberRow>> {
  countStatement();
  const rows = await tx.sql<MemberRow[]>`
    select contact_id as "contactId", role, is_active as "isActive",
      (extract(epoch from changed_at) * 1000)::bigint as "changedAt"
    from group_members
    where account_id = ${tx.accountId} and group_contact_id = ${groupContactId}`;
  return new Map(rows.map((row) => [row.contactId, row]));
}

async function writeMembers(tx: Tx, groupContactId: number, rows: MemberRow[]): Promise<void> {
  if (rows.length === 0) return;
  countStatement();
  await tx.sql`
    insert into group_members (account_id, group_contact_id, contact_id, role, is_active, changed_at)
    select ${tx.accountId}, ${groupContactId}, "contactId", role, "isActive", to_timestamp("changedAt" / 1000.0)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r ("contactId" bigint, role text, "isActive" boolean, "changedAt" bigint)
    order by "contactId"
    on conflict (account_id, group_contact_id, contact_id) do update
      set role = excluded.role, is_active = excluded.is_active, changed_at = excluded.changed_at, updated_at = now()
      where group_members.changed_at <= excluded.changed_at`;
}
