import { accounts } from "#db/schema/accounts.ts";
import { invalid } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";

export interface NewAccount {
  name: string;
  locale?: string;
  timezone?: string;
}

/** Creates an account without people. @returns its id */
export async function createAccount(ctx: Context, account: NewAccount): Promise<{ id: number }> {
  const name = account.name.trim();
  if (name === "") throw invalid("name", "Name can't be blank");
  return transaction(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(accounts)
      .values({ name, locale: account.locale ?? "en", timezone: account.timezone ?? "UTC" })
      .returning({ id: accounts.id });
    if (!row) throw new Error("The account was not inserted");
    return row;
  });
}
