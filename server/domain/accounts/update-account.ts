import { eq } from "drizzle-orm";
import { accounts } from "#db/schema/accounts.ts";
import { forgetMembership } from "../../platform/auth/membership.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { canUpdateAccount } from "../../policies/accounts.ts";
import { authorize } from "../../policies/authorize.ts";
import type { Account, updateAccount as operation } from "./contract.ts";
import { getAccountRow } from "./queries.ts";
import { serializeAccount } from "./serialize.ts";

/** Changes what is given and leaves the rest. @throws forbidden */
export async function updateAccount(ctx: AccountContext, input: Input<typeof operation>): Promise<Account> {
  const account = await transaction(ctx, async (tx) => {
    authorize(canUpdateAccount(tx));
    const before = await getAccountRow(tx);
    const { name, locale, timezone, industry, company_size, ...settings } = input;
    await tx.db
      .update(accounts)
      .set({
        name,
        locale: locale?.replace("_", "-"),
        timezone: timezone ?? undefined,
        settings: { ...before.settings, ...given(settings) },
        customAttributes: { ...before.customAttributes, ...given({ industry, company_size }) },
        updatedAt: new Date(),
      })
      .where(eq(accounts.id, tx.accountId));
    return serializeAccount(await getAccountRow(tx));
  });
  forgetMembership(ctx.accountId);
  return account;
}

const given = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
