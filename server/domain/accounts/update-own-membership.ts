import { and, eq } from "drizzle-orm";
import { accountUsers } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import type { AccountContext, Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { announcePerson } from "./announce-person.ts";
import type { Profile } from "./contract/profile.ts";
import { loadProfile } from "./load-profile.ts";
import { actingUserId } from "./queries.ts";

interface InAccount {
  account_id: number;
}

/** Chooses what others see in one account. @throws not_found for an account one is not in */
export const setAvailability = (
  ctx: Context,
  input: InAccount & { availability: "online" | "busy" | "offline" },
): Promise<Profile> => updateOwnMembership(ctx, input.account_id, { availability: input.availability });

/** Whether one counts as offline while no screen is open. @throws not_found */
export const setAutoOffline = (ctx: Context, input: InAccount & { auto_offline: boolean }): Promise<Profile> =>
  updateOwnMembership(ctx, input.account_id, { autoOffline: input.auto_offline });

/** Notes which account the caller works in: clients open it next time. @throws not_found */
export async function setActiveAccount(ctx: Context, input: InAccount): Promise<void> {
  await writeOwnMembership(ctx, input.account_id, { activeAt: new Date() });
}

/** The same, said from inside the account. */
export const updateActiveAt = (ctx: AccountContext): Promise<void> =>
  setActiveAccount(ctx, { account_id: ctx.accountId });

type Membership = Partial<typeof accountUsers.$inferInsert>;

async function updateOwnMembership(ctx: Context, accountId: number, values: Membership): Promise<Profile> {
  return transaction(ctx, async (tx) => {
    await writeOwnMembership(tx, accountId, values);
    await announcePerson(tx, actingUserId(tx));
    return loadProfile(tx, actingUserId(tx));
  });
}

async function writeOwnMembership(ctx: Context, accountId: number, values: Membership): Promise<void> {
  const userId = actingUserId(ctx);
  await transaction(ctx, async (tx) => {
    const rows = await tx.db
      .update(accountUsers)
      .set(values)
      .where(and(eq(accountUsers.accountId, accountId), eq(accountUsers.userId, userId)))
      .returning({ userId: accountUsers.userId });
    if (rows.length === 0) throw notFound(`membership in account ${accountId}`);
  });
}
