import { stepOfCode } from "../../platform/auth/one-time-code.ts";
import { type Context, statements } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { decrypt, hashToken } from "../../platform/secrets.ts";

interface SecondFactor {
  secret: string;
  enabledAt: string | null;
  backupCodeHashes: string[];
}

/** What one person may give: the code of this half minute, or one of the codes for emergencies. */
export interface GivenCode {
  otp_code?: string | undefined;
  backup_code?: string | undefined;
}

/** The app that makes a person's codes; null when there is none. */
export async function findSecondFactor(ctx: Context, userId: number): Promise<SecondFactor | null> {
  const [row] = await statements(ctx)<SecondFactor[]>`
    select secret, enabled_at as "enabledAt", backup_code_hashes as "backupCodeHashes"
    from second_factors where user_id = ${userId}`;
  return row ?? null;
}

/** Takes a code, which is good once: of two who come with the same one, the second is refused. @returns was it right? */
export async function spendCode(tx: Tx<Context>, userId: number, given: GivenCode): Promise<boolean> {
  const factor = await findSecondFactor(tx, userId);
  if (!factor) return false;
  const step = given.otp_code ? stepOfCode(decrypt(factor.secret), given.otp_code, Date.now()) : null;
  if (step !== null) {
    const rows = await tx.sql`
      update second_factors set last_step = ${step} where user_id = ${userId} and last_step < ${step} returning 1`;
    return rows.length === 1;
  }
  if (!given.backup_code) return false;
  const hash = hashToken(given.backup_code.trim());
  const rows = await tx.sql`
    update second_factors set backup_code_hashes = array_remove(backup_code_hashes, ${hash}::text)
    where user_id = ${userId} and enabled_at is not null and ${hash} = any(backup_code_hashes) returning 1`;
  return rows.length === 1;
}
