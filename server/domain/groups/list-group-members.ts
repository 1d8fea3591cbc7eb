import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageGroups } from "../../policies/groups.ts";
import { requireContact } from "../contacts/require-contact.ts";
import type * as contract from "./contract.ts";
import { type MemberChoice, type MemberRow, matches, memberRows, serializeMember } from "./member-rows.ts";
import { findOwnMember, ownPhoneOf } from "./own-member.ts";

/**
 * Active members of a group, a page at a time (contract, groups §3): our own number first, then admins, then in the order in which they
 * came; nobody stands on two pages. A contact that is no group has none. Six statements at most, whatever the size of the group.
 *
 * @throws not_found
 */
export async function listGroupMembers(
  ctx: AccountContext,
  input: Input<typeof contract.listGroupMembers>,
): Promise<Result<typeof contract.listGroupMembers>> {
  authorize(canManageGroups(ctx));
  await requireContact(ctx, input.id);
  const phone = await ownPhoneOf(ctx, input.id);
  const own = await findOwnMember(ctx, input.id, phone);
  const { total, isOwnAmong } = await countMembers(ctx, input.id, { ownId: own?.id ?? null, words: input.q });
  const rows = await page(ctx, input, own && isOwnAmong ? own.id : null);
  return {
    payload: rows.map((row) => serializeMember(row, input.id)),
    meta: {
      total_count: total,
      page: input.page,
      per_page: input.per_page,
      inbox_phone_number: phone,
      is_inbox_admin: own?.isAdmin === true,
    },
  };
}

async function countMembers(
  ctx: AccountContext,
  groupId: number,
  { ownId, words }: { ownId: number | null; words?: string },
): Promise<{ total: number; isOwnAmong: boolean }> {
  const sql = statements(ctx);
  const isSearch = Boolean(words?.trim());
  const named = isSearch ? sql`join contacts c on c.account_id = m.account_id and c.id = m.contact_id` : sql``;
  const [row] = await sql<{ total: number; own: boolean | null }[]>`
    select count(*)::int as total, bool_or(m.id = ${ownId ?? 0}) as own
    from group_members m ${named}
    where m.account_id = ${ctx.accountId} and m.group_contact_id = ${groupId} and m.is_active and ${matches(ctx, words)}`;
  return { total: row?.total ?? 0, isOwnAmong: row?.own === true };
}

/** Our own row stands before all others, so everybody else moves back by one. */
async function page(
  ctx: AccountContext,
  input: Input<typeof contract.listGroupMembers>,
  ownId: number | null,
): Promise<MemberRow[]> {
  const { id: groupId, q: words, page: number, per_page: size } = input;
  const start = (number - 1) * size;
  if (ownId === null) return memberRows(ctx, { groupId, words, limit: size, offset: start });
  const others: MemberChoice = { groupId, words, without: ownId };
  if (number > 1) return memberRows(ctx, { ...others, limit: size, offset: start - 1 });
  const own = await memberRows(ctx, { groupId, only: ownId });
  return [...own, ...(await memberRows(ctx, { ...others, limit: size - 1, offset: 0 }))];
}
