import { type SeededAccount, seedAccount, seedContact } from "#db/testing/seed.ts";
import { runtime } from "../../runtime.ts";
import type { RouteHandler } from "../endpoint.ts";
import { authorisationTable } from "./authorisation-table.ts";

/** A word that stands in everything of the other account and nowhere else. */
export const MARK = "Zwxq";

/**
 * An account whose rows nobody else may see. Its conversations are counted from five million, so that none has the number of one of
 * ours.
 */
export async function seedForeignAccount(): Promise<SeededAccount> {
  const account = await seedAccount(MARK);
  await runtime().sql`
    insert into account_counters (account_id, conversation_display_id) values (${account.id}, 5000000)
    on conflict (account_id) do update set conversation_display_id = 5000000`;
  return account;
}

/** Path parameters of an operation that name records of an account. */
export async function paramsIn(
  handler: RouteHandler,
  account: SeededAccount,
): Promise<Record<string, string | number>> {
  const { id, path } = handler.operation;
  const given = (await authorisationTable[id]?.given?.(account))?.params ?? {};
  if (path.includes("{member_id}")) return { ...given, member_id: await seedGroupMember(account.id) };
  return path.includes("{account_id}") && !path.startsWith("/api/v") ? { ...given, account_id: account.id } : given;
}

/** Somebody in a group. */
async function seedGroupMember(accountId: number): Promise<number> {
  const [group, person] = [await seedContact(accountId, { name: MARK }), await seedContact(accountId, { name: MARK })];
  const [row] = await runtime().sql<{ id: number }[]>`
    insert into group_members (account_id, group_contact_id, contact_id)
    values (${accountId}, ${group.id}, ${person.id}) returning id`;
  return row?.id ?? 0;
}
