import type { AccountContext } from "../../platform/context.ts";
import { loadCacheKeys } from "./cache-keys.ts";
import type { Account } from "./contract.ts";
import { getAccountRow } from "./queries.ts";
import { serializeAccount } from "./serialize.ts";

/** Version of the contract, for clients that compare it with their own. */
const CONTRACT_VERSION = "4.11.0";

/** The account to its members. */
export async function getAccount(ctx: AccountContext): Promise<Account> {
  const account = serializeAccount(await getAccountRow(ctx), await loadCacheKeys(ctx));
  return { ...account, latest_chatwoot_version: CONTRACT_VERSION };
}
