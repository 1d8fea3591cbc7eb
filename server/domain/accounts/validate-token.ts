import type { Context } from "../../platform/context.ts";
import { loadProfile } from "./load-profile.ts";
import { actingUserId, getUser } from "./queries.ts";

/** The caller, for clients that look whether their token is still good. */
export async function validateToken(ctx: Context) {
  const userId = actingUserId(ctx);
  const { createdAt } = await getUser(ctx, userId);
  const data = { ...(await loadProfile(ctx, userId)), created_at: createdAt.toISOString() };
  return { payload: { success: true, data } };
}
