import { eq } from "drizzle-orm";
import { sessions } from "#db/schema/accounts.ts";
import { AppError } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { announcePerson } from "./announce-person.ts";
import { announceSignIn } from "./announce-sign-in.ts";

/** Ends the sign-in that this request came with. @throws not_found when it came with none */
export async function signOut(ctx: Context): Promise<{ success: boolean }> {
  const { actor } = ctx;
  const sessionId = actor.kind === "user" ? actor.sessionId : undefined;
  if (actor.kind !== "user" || !sessionId) {
    throw new AppError("not_found", { public: "User was not found or was not logged in." });
  }
  return transaction(ctx, async (tx) => {
    await tx.db.delete(sessions).where(eq(sessions.id, sessionId));
    await announcePerson(tx, actor.userId);
    await announceSignIn(tx, { ...actor, id: actor.userId }, "sign_out");
    return { success: true };
  });
}
