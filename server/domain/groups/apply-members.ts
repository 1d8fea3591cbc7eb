import type { GroupMemberChange } from "../../channels/channel.ts";
import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { GroupActivity } from "./apply-facts.ts";

/** Somebody a report names, with their contact. */
export interface NamedMember {
  contactId: number;
  name: string;
  /** Digits; null when the provider gave none. */
  phone: string | null;
  sourceId: string;
  change: GroupMemberChange["change"];
  role?: "member" | "admin";
}

interface MemberReport {
  members: NamedMember[];
  /** Who is not named is gone. An empty list says nothing. */
  isComplete: boolean;
  /** Milliseconds since 1970. */
  at: number;
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
  for (const member of members) {
    const known = after.get(member.contactId) ?? before.get(member.contactId);
    if (known && known.changedAt > report.at) continue;
    after.set(member.contactId, { ...nextState(member, known), contactId: member.contactId, changedAt: report.at });
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
  const lines = report.isComplete ? [] : memberLines(members.filter((member) => news.has(member.contactId)));
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
      return { role: role ?? (known?.isActive ? known.role : "member"), isActive: true };
    default:
      return { role: role ?? known?.role ?? "member", isActive: true };
  }
}

const isDifferent = (before: MemberRow | undefined, after: MemberRow): boolean =>
  (before?.isActive ?? false) !== after.isActive || (after.isActive && before?.role !== after.role);

const lineKinds = {
  add: "group_added",
  remove: "group_removed",
  promote: "group_promoted",
  demote: "group_demoted",
} as const;

function memberLines(members: NamedMember[]): GroupActivity[] {
  return (Object.keys(lineKinds) as (keyof typeof lineKinds)[]).flatMap((change) =>
    lineAbout(
      lineKinds[change],
      members.filter((member) => member.change === change),
    ),
  );
}

/** One line about several people; none about nobody. */
export const lineAbout = (
  kind: Extract<GroupActivity, { names: string }>["kind"],
  people: { name: string }[],
): GroupActivity[] =>
  people.length > 0 ? [{ kind, names: [...new Set(people.map((person) => person.name))].join(", ") }] : [];

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
