import { type AccountContext, statements } from "../../platform/context.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import type { GroupMember } from "./contract.ts";

export interface MemberRow {
  id: number;
  role: "member" | "admin";
  contactId: number;
  name: string;
  phoneNumber: string | null;
  identifier: string | null;
  avatarKey: string | null;
}

/** Which active members of a group. */
export interface MemberChoice {
  groupId: number;
  /** Part of a name or number. */
  words?: string;
  /** Rows of members to leave out, or the only one. */
  without?: number;
  only?: number;
  limit?: number;
  offset?: number;
}

/** Active members, admins first, then in the order in which they came. */
export async function memberRows(ctx: AccountContext, choice: MemberChoice): Promise<MemberRow[]> {
  const { groupId, words, without, only, limit, offset = 0 } = choice;
  const sql = statements(ctx);
  return sql<MemberRow[]>`
    select m.id, m.role, c.id as "contactId", c.name, c.phone_number as "phoneNumber", c.identifier, c.avatar_key as "avatarKey"
    from group_members m
    join contacts c on c.account_id = m.account_id and c.id = m.contact_id
    where m.account_id = ${ctx.accountId} and m.group_contact_id = ${groupId} and m.is_active and ${matches(ctx, words)}
      ${without === undefined ? sql`` : sql`and m.id <> ${without}`} ${only === undefined ? sql`` : sql`and m.id = ${only}`}
    order by m.role, m.id
    ${limit === undefined ? sql`` : sql`limit ${limit}`} offset ${offset}`;
}

/** Part of a name, or of a number when the words have digits. */
export function matches(ctx: AccountContext, words = "") {
  const sql = statements(ctx);
  const text = words.trim();
  if (text === "") return sql`true`;
  const digits = text.replace(/\D/g, "");
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return digits === ""
    ? sql`c.name ilike ${pattern}`
    : sql`(c.name ilike ${pattern} or c.phone_number like ${`%${digits}%`})`;
}

/** A member as the contract has it (groups §3). */
export const serializeMember = (row: MemberRow, groupContactId: number): GroupMember => ({
  id: row.id,
  role: row.role,
  is_active: true,
  group_contact_id: groupContactId,
  contact: {
    id: row.contactId,
    name: row.name,
    phone_number: row.phoneNumber,
    identifier: row.identifier,
    thumbnail: avatarLink(row.avatarKey),
  },
});
