import { sql } from "drizzle-orm";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { deleteIfNowhere } from "./delete-agent.ts";
import { deleteFoldersJob } from "./jobs.ts";

/**
 * Deletes an account with everything in it, by foreign keys, and the people who are in no other. Its files go in a job; other nouns
 * react to `account.deleted`. A repeat finds nothing.
 */
export async function deleteAccount(accountId: number): Promise<void> {
  await transaction(systemContext(accountId, "delete_account"), async (tx) => {
    const members = await tx.db.execute<{ user_id: number }>(
      sql`select user_id from account_users where account_id = ${accountId}`,
    );
    await tx.db.execute(sql`
      delete from platform_app_permissions where permissible_type = 'account' and permissible_id = ${accountId}`);
    const gone = await tx.db.execute(
      sql`delete from accounts where id = ${accountId} and status = 'suspended' returning id`,
    );
    for (const { user_id } of members) await deleteIfNowhere(tx, Number(user_id));
    if (gone.length === 0) return;
    tx.emit("account.deleted", {});
    tx.enqueue(deleteFoldersJob, { folders: [`accounts/${accountId}`] }, { priority: 10 });
  });
}
