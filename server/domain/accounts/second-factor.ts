import { AppError, refused } from "../../platform/app-error.ts";
import { type AttemptLimit, countAttempt } from "../../platform/auth/attempts.ts";
import { newOneTimeSecret, provisioningUrl } from "../../platform/auth/one-time-code.ts";
import { verifyPassword } from "../../platform/auth/password-hash.ts";
import type { Context } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { encrypt, hashToken, newToken } from "../../platform/secrets.ts";
import type * as contract from "./contract/second-factor.ts";
import { actingUserId, getUser } from "./queries.ts";
import { findSecondFactor, spendCode } from "./spend-code.ts";

const ISSUER = "Parley";
const BACKUP_CODES = 10;
const BACKUP_CODE_LENGTH = 10;
/** Contract, conventions §12. */
const management: AttemptLimit = { name: "mfa-management", limit: 5, seconds: 60 };

/** Does signing in need a code (contract, settings §2)? */
export async function getSecondFactor(ctx: Context): Promise<Result<typeof contract.getSecondFactor>> {
  const factor = await findSecondFactor(ctx, actingUserId(ctx));
  const enabled = Boolean(factor?.enabledAt);
  return { feature_available: true, enabled, backup_codes_generated: enabled && factor?.backupCodeHashes.length !== 0 };
}

/** Makes a secret; an unproved one is replaced. @throws refused while codes are asked already */
export async function startSecondFactor(ctx: Context): Promise<Result<typeof contract.startSecondFactor>> {
  const userId = actingUserId(ctx);
  const { email } = await getUser(ctx, userId);
  const secret = newOneTimeSecret();
  await transaction(ctx, async (tx) => {
    const [row] = await tx.sql`
      insert into second_factors (user_id, secret) values (${userId}, ${encrypt(secret)})
      on conflict (user_id) do update set secret = excluded.secret, last_step = 0
      where second_factors.enabled_at is null
      returning 1`;
    if (!row) throw refused("MFA is already enabled");
  });
  return { provisioning_url: provisioningUrl({ secret, email, issuer: ISSUER }), secret };
}

/** From now on signing in needs a code. @throws refused for a wrong code, without a secret, or when it is so already */
export async function verifySecondFactor(
  ctx: Context,
  input: Input<typeof contract.verifySecondFactor>,
): Promise<Result<typeof contract.verifySecondFactor>> {
  const userId = await requireFactor(ctx, { enabled: false });
  const codes = newBackupCodes();
  await transaction(ctx, async (tx) => {
    if (!(await spendCode(tx, userId, { otp_code: input.otp_code }))) throw wrongCode();
    await tx.sql`
      update second_factors set enabled_at = now(), backup_code_hashes = ${codes.map(hashToken)}::text[]
      where user_id = ${userId}`;
  });
  return { enabled: true, backup_codes: codes };
}

/** New codes for emergencies; the old ones end. @throws refused for a wrong code, or when no codes are asked */
export async function renewBackupCodes(
  ctx: Context,
  input: Input<typeof contract.renewBackupCodes>,
): Promise<Result<typeof contract.renewBackupCodes>> {
  const userId = await requireFactor(ctx, { enabled: true });
  const codes = newBackupCodes();
  await transaction(ctx, async (tx) => {
    if (!(await spendCode(tx, userId, { otp_code: input.otp_code }))) throw wrongCode();
    await tx.sql`
      update second_factors set backup_code_hashes = ${codes.map(hashToken)}::text[] where user_id = ${userId}`;
  });
  return { backup_codes: codes };
}

/** Signing in needs the password alone again. @throws refused for a wrong password or code, or when no codes are asked */
export async function disableSecondFactor(
  ctx: Context,
  { password, otp_code }: Input<typeof contract.disableSecondFactor>,
): Promise<Result<typeof contract.disableSecondFactor>> {
  const userId = await requireFactor(ctx, { enabled: true });
  const user = await getUser(ctx, userId);
  if (!(await verifyPassword(password, user.passwordHash))) throw refused("Invalid current password");
  await transaction(ctx, async (tx) => {
    if (!(await spendCode(tx, userId, { otp_code, backup_code: otp_code }))) throw wrongCode();
    await tx.sql`delete from second_factors where user_id = ${userId}`;
  });
  return { enabled: false };
}

/** The caller, who has a secret that is proved or not. Guessing from a signed-in browser is limited. */
async function requireFactor(ctx: Context, { enabled }: { enabled: boolean }): Promise<number> {
  const userId = actingUserId(ctx);
  await countAttempt(management, `user:${userId}`);
  const factor = await findSecondFactor(ctx, userId);
  if (enabled && !factor?.enabledAt) throw refused("MFA is not enabled");
  if (!enabled && !factor) throw refused("MFA was not set up");
  if (!enabled && factor?.enabledAt) throw refused("MFA is already enabled");
  return userId;
}

const wrongCode = () => new AppError("refused", { public: "Invalid verification code" });

const newBackupCodes = (): string[] => Array.from({ length: BACKUP_CODES }, () => newToken(BACKUP_CODE_LENGTH));
