import { eq } from "drizzle-orm";
import { accounts } from "#db/schema/accounts.ts";
import { forgetMembership } from "../../platform/auth/membership.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { canUpdateAccount } from "../../policies/accounts.ts";
import { authorize } from "../../policies/authorize.ts";
import { changesBetween, noteChange } from "../audit-logs/note-change.ts";
import { loadCacheKeys } from "./cache-keys.ts";
import type { Account, updateAccount as operation } from "./contract.ts";
import { getAccountRow } from "./queries.ts";
import { serializeAccount } from "./serialize.ts";

/** Changes what is given and leaves the rest. @throws forbidden */
export async function updateAccount(ctx: AccountContext, input: Input<typeof operation>): Promise<Account> {
  const account = await transaction(ctx, async (tx) => {
    authorize(canUpdateAccount(tx));
    // Settings are written whole: two changes at the same moment must not take each other back.
    await tx.db.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, tx.accountId)).for("no key update");
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
    const after = await getAccountRow(tx);
    const changes = changesBetween(before, after, names);
    noteChange(tx, { record: "Account", id: tx.accountId, action: "update", changes });
    return serializeAccount(after, await loadCacheKeys(tx));
  });
  forgetMembership(ctx.accountId);
  return account;
}

const names = {
  name: "name",
  locale: "locale",
  timezone: "timezone",
  settings: "settings",
  customAttributes: "custom_attributes",
} as const;

const given = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
