import { eq } from "drizzle-orm";
import { users } from "#db/schema/accounts.ts";
import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { announcePerson } from "./announce-person.ts";
import type { Profile } from "./contract/profile.ts";
import { loadProfile } from "./load-profile.ts";
import { actingUserId, getUser } from "./queries.ts";

/** Removes the caller's picture. Removing none is no error. */
export async function deleteAvatar(ctx: Context): Promise<Profile> {
  const userId = actingUserId(ctx);
  const { avatarKey: oldAvatar } = await getUser(ctx, userId);
  const profile = await transaction(ctx, async (tx) => {
    await tx.db.update(users).set({ avatarKey: null, updatedAt: new Date() }).where(eq(users.id, userId));
    await announcePerson(tx, userId);
    return loadProfile(tx, userId);
  });
  if (oldAvatar) await runtime().storage.delete(oldAvatar);
  return profile;
}
