import { AppError } from "../../platform/app-error.ts";
import { type AttemptLimit, countAttempt } from "../../platform/auth/attempts.ts";
import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { sign, verifySignature } from "../../platform/secrets.ts";
import { findSecondFactor, type GivenCode, spendCode } from "./spend-code.ts";

const PURPOSE = "second_factor";
/** For so long the second step may follow the first (contract, conventions §2.3). */
const LIFE_MS = 5 * 60_000;
/** Contract, conventions §12. */
const byAddress: AttemptLimit = { name: "mfa-address", limit: 10, seconds: 60 };
const byUser: AttemptLimit = { name: "mfa-user", limit: 10, seconds: 60 };

/** Must this person give a code as well? */
export const needsSecondFactor = async (ctx: Context, userId: number): Promise<boolean> =>
  Boolean((await findSecondFactor(ctx, userId))?.enabledAt);

/** Says for five minutes that the password was right. */
export function secondStepToken(userId: number): string {
  const facts = `${userId}-${Date.now() + LIFE_MS}`;
  return `${facts}.${sign(PURPOSE, facts)}`;
}

/** Whose password was right. @throws unauthenticated in the words of the contract for a forged or old token */
export function readSecondStepToken(token: string): number {
  const [facts = "", signature = ""] = token.split(".");
  const [userId, expiresAt] = facts.split("-").map(Number);
  if (!verifySignature(PURPOSE, facts, signature) || !userId || !expiresAt || expiresAt < Date.now())
    throw new AppError("bad_request", { public: "Invalid or expired MFA token", status: 401 });
  return userId;
}

/** Takes a code that was given for signing in. @throws bad_request for a wrong one, too_many_requests */
export async function requireCode(ctx: Context, userId: number, given: GivenCode): Promise<void> {
  const address = ctx.client?.address;
  if (address) await countAttempt(byAddress, address);
  await countAttempt(byUser, `user:${userId}`);
  const isRight = await transaction(ctx, (tx) => spendCode(tx, userId, given));
  if (!isRight) throw new AppError("bad_request", { public: "Invalid verification code", fields: ["otp_code"] });
}
