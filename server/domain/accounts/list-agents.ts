import type { AccountContext } from "../../platform/context.ts";
import type { Agent } from "./contract/agent.ts";
import { listAgentRows } from "./queries.ts";
import { serializeAgent } from "./serialize.ts";

/** Everybody of the account, administrators too, by name. One statement. */
export async function listAgents(ctx: AccountContext): Promise<Agent[]> {
  return (await listAgentRows(ctx)).map(serializeAgent);
}
