import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { authorize } from "../../policies/authorize.ts";
import { canEditContacts } from "../../policies/contacts.ts";
import { isSamePhone } from "../contacts/phone-numbers.ts";
import { requireContact } from "../contacts/require-contact.ts";
import type * as contract from "./contract.ts";

interface MemberRow {
  id: number;
  role: "member" | "admin";
  contactId: number;
  name: string;
  phoneNumber: string | null;
  identifier: string | null;
  avatarKey: string | null;
  /** Its number ends like ours. */
  isOwn: boolean;
}

/**
 * Active members of a group, a page at a time (contract, groups §3): our own number first, then admins, then in the order in which they
 * came. A contact that is no group has none.
 *
 * @throws not_found
 */
export async function listGroupMembers(
  ctx: AccountContext,
  input: Input<typeof contract.listGroupMembers>,
): Promise<Result<typeof contract.listGroupMembers>> {
  authorize(canEditContacts(ctx));
  await requireContact(ctx, input.id);
  const phone = await ownPhone(ctx, input.id);
  const { total, isOwnAdmin } = await countMembers(ctx, input.id, phone, input.q);
  const rows = await memberRows(ctx, {
    groupId: input.id,
    phone,
    words: input.q,
    limit: input.per_page,
    offset: (input.page - 1) * input.per_page,
  });
  return {
    payload: rows.map((row) => serializeMember(row, input.id)),
    meta: {
      total_count: total,
      page: input.page,
      per_page: input.per_page,
      inbox_phone_number: phone,
      is_inbox_admin: isOwnAdmin,
    },
  };
}

function serializeMember(row: MemberRow, groupContactId: number) {
  return {
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
  };
}

/** Number of the inbox of the contact's first contact inbox; null when it has none. */
async function ownPhone(ctx: AccountContext, contactId: number): Promise<string | null> {
  const [row] = await statements(ctx)<{ phone: string | null }[]>`
    select nullif(i.settings ->> 'phone_number', '') as phone
    from contact_inboxes ci
    join inboxes i on i.account_id = ci.account_id and i.id = ci.inbox_id
    where ci.account_id = ${ctx.accountId} and ci.contact_id = ${contactId}
    order by ci.id limit 1`;
  return row?.phone ?? null;
}

/** The last eight digits decide (contract, groups §3); what has fewer must be equal, which the caller's rule checks. */
const lastDigits = (phone: string | null): string => (phone ?? "").replace(/\D/g, "").slice(-8);

async function countMembers(ctx: AccountContext, groupId: number, phone: string | null, words?: string) {
  const sql = statements(ctx);
  const [row] = await sql<{ total: number; ownAdmins: string[] | null }[]>`
    select count(*) filter (where ${matches(ctx, words)}) as total,
      array_agg(c.phone_number) filter (where m.role = 'admin' and right(c.phone_number, 8) = ${lastDigits(phone)}) as "ownAdmins"
    from group_members m
    join contacts c on c.account_id = m.account_id and c.id = m.contact_id
    where m.account_id = ${ctx.accountId} and m.group_contact_id = ${groupId} and m.is_active`;
  return {
    total: Number(row?.total ?? 0),
    isOwnAdmin: (row?.ownAdmins ?? []).some((number) => isSamePhone(number, phone)),
  };
}

interface MemberPage {
  groupId: number;
  phone: string | null;
  words: string | undefined;
  limit: number;
  offset: number;
}

async function memberRows(
  ctx: AccountContext,
  { groupId, phone, words, limit, offset }: MemberPage,
): Promise<MemberRow[]> {
  const digits = lastDigits(phone);
  return statements(ctx)<MemberRow[]>`
    select m.id, m.role, c.id as "contactId", c.name, c.phone_number as "phoneNumber", c.identifier, c.avatar_key as "avatarKey",
      (${digits} <> '' and right(c.phone_number, 8) = ${digits}) is true as "isOwn"
    from group_members m
    join contacts c on c.account_id = m.account_id and c.id = m.contact_id
    where m.account_id = ${ctx.accountId} and m.group_contact_id = ${groupId} and m.is_active and ${matches(ctx, words)}
    order by "isOwn" desc, m.role = 'admin' desc, m.id
    limit ${limit} offset ${offset}`;
}

/** Part of a name, or of a number when the words have digits. */
function matches(ctx: AccountContext, words = "") {
  const sql = statements(ctx);
  const text = words.trim();
  if (text === "") return sql`true`;
  const digits = text.replace(/\D/g, "");
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return digits === ""
    ? sql`c.name ilike ${pattern}`
    : sql`(c.name ilike ${pattern} or c.phone_number like ${`%${digits}%`})`;
}
