import { type AttemptLimit, countAttempt } from "../../platform/auth/attempts.ts";
import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { sendMail } from "./jobs.ts";
import { actingUserId, getUser, listMemberships } from "./queries.ts";

/** Contract, conventions §12. */
const byUser: AttemptLimit = { name: "resend-confirmation", limit: 5, seconds: 30 * 60 };

/** Mails the link again that confirms the caller's new address, or their invitation; nothing when both are settled. */
export async function resendConfirmation(ctx: Context): Promise<void> {
  const userId = actingUserId(ctx);
  await countAttempt(byUser, `user:${userId}`);
  const user = await getUser(ctx, userId);
  const [membership] = await listMemberships(ctx, userId);
  await transaction(ctx, async (tx) => {
    if (user.unconfirmedEmail) tx.enqueue(sendMail, { mail: "email_change", userId });
    else if (!user.confirmedAt && membership) {
      const { accountId, inviterId } = membership;
      tx.enqueue(sendMail, { mail: "invitation", userId, accountId, inviterId });
    }
  });
}
