import { sql } from "drizzle-orm";
import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { deleteIfNowhere } from "./delete-agent.ts";

/** Deletes an account with everything in it, by foreign keys, and the people who are in no other. A repeat finds nothing. */
export async function deleteAccount(accountId: number): Promise<void> {
  const ctx: Context = { actor: { kind: "system" }, requestId: "delete_account", locale: "en" };
  await transaction(ctx, async (tx) => {
    const members = await tx.db.execute<{ user_id: number }>(
      sql`select user_id from account_users where account_id = ${accountId}`,
    );
    await tx.db.execute(sql`
      delete from platform_app_permissions where permissible_type = 'account' and permissible_id = ${accountId}`);
    await tx.db.execute(sql`delete from accounts where id = ${accountId} and status = 'suspended'`);
    for (const { user_id } of members) await deleteIfNowhere(tx, Number(user_id));
  });
}
