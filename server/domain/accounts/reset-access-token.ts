import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import type { Profile } from "./contract/profile.ts";
import { replaceAccessToken } from "./insert-person.ts";
import { loadProfile } from "./load-profile.ts";
import { actingUserId } from "./queries.ts";

/** Gives the caller a new API token; the old one is dead at once. */
export async function resetAccessToken(ctx: Context): Promise<Profile> {
  const userId = actingUserId(ctx);
  return transaction(ctx, async (tx) => {
    await replaceAccessToken(tx, "user", userId);
    return loadProfile(tx, userId);
  });
}
