import type { Context } from "../../platform/context.ts";
import type { Profile } from "./contract/profile.ts";
import { actingUserId, findAccessToken, getUser, listMemberships } from "./queries.ts";
import { serializeProfile } from "./serialize.ts";

/** A person as they see themselves. Three statements. */
export async function loadProfile(ctx: Context, userId: number): Promise<Profile> {
  const user = await getUser(ctx, userId);
  const memberships = await listMemberships(ctx, userId);
  return serializeProfile(user, memberships, await findAccessToken(ctx, "user", userId));
}

/** The caller. @throws unauthenticated */
export const loadOwnProfile = (ctx: Context): Promise<Profile> => loadProfile(ctx, actingUserId(ctx));
