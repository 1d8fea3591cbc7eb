import { AppError } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/** What a platform app may limit for an account (contract, settings §17), and the sentence when there are too many. */
const sentences = {
  agents: "Account limit exceeded. Please purchase more licenses",
  inboxes: "Account limit exceeded. Upgrade to a higher plan",
} as const;

/**
 * Call after the insert, inside its transaction: what is one too many is rolled back. Those that come at the same moment wait for each
 * other, where there is a limit at all.
 *
 * @throws refused with 402
 */
export async function requireWithinLimit(tx: Tx, of: keyof typeof sentences): Promise<void> {
  const [limited] = await tx.sql<{ most: number }[]>`
    select (settings -> 'limits' ->> ${of}::text)::numeric::float8 as most from accounts
    where id = ${tx.accountId} and settings -> 'limits' ->> ${of}::text ~ '^[0-9]{1,9}$'
    for no key update`;
  if (limited && (await countOf(tx, of)) > limited.most) {
    throw new AppError("refused", { public: sentences[of], status: 402 });
  }
}

async function countOf(tx: Tx, of: keyof typeof sentences): Promise<number> {
  const [row] =
    of === "agents"
      ? await tx.sql<{ held: number }[]>`
          select count(*)::int as held from account_users where account_id = ${tx.accountId}`
      : await tx.sql<{ held: number }[]>`
          select count(*)::int as held from inboxes where account_id = ${tx.accountId} and deleted_at is null`;
  return row?.held ?? 0;
}
