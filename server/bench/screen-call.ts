import type { AccountContext } from "../platform/context.ts";
import type { GeneratedAccount } from "./generate-data.ts";

/** What a screen asks for, with another place in the account each time. */
export interface ScreenCall {
  name: string;
  /** Most milliseconds that 95 of 100 take in the database; 10 unless said. What has a limit of its own may feel the account's size. */
  mostMs?: number;
  /** @param turn  counts up */
  ask(account: GeneratedAccount, turn: number): Promise<unknown>;
}

export const adminOf = ({ id, adminId }: GeneratedAccount): AccountContext => context(id, adminId, "administrator");
export const agentOf = ({ id, agentId }: GeneratedAccount): AccountContext => context(id, agentId, "agent");

const context = (accountId: number, userId: number, role: "administrator" | "agent"): AccountContext => ({
  actor: { kind: "user", userId, name: "Person", email: "person@example.com" },
  accountId,
  role,
  requestId: "bench",
  locale: "en",
});
