import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { adminContext, adminContextOf } from "../admin/admin-context.ts";
import { type RunningSimulator, startSimulator } from "../channels/simulator/server/start-simulator.ts";
import { createAccount } from "../domain/accounts/create-account.ts";
import { createUser } from "../domain/accounts/create-user.ts";
import { createInbox } from "../domain/inboxes/create-inbox.ts";
import { getInboxRow } from "../domain/inboxes/queries.ts";
import { webhookTarget } from "../domain/inboxes/webhook-target.ts";
import { runtime } from "../platform/runtime.ts";
import { playCustomers } from "./play-customers.ts";

const PASSWORD = "Parley-demo-1";
const people = [
  { name: "Ana Souza", email: "ana@demo.test", role: "administrator" },
  { name: "Ben Carter", email: "ben@demo.test", role: "agent" },
] as const;

/** What the first start of the demo made, kept in `DATA_DIR/demo.json`. */
interface Demo {
  accountId: number;
  inboxId: number;
  /** The inbox knows the simulator by this port. */
  simulatorPort: number;
}

export interface RunningDemo {
  /** For people: where to sign in, and where to play customers. */
  text: string;
  stop(): Promise<void>;
}

/**
 * Starts the provider simulator and connects an inbox to it. The first time it also makes an account with two people and
 * lets customers write, over HTTP, as they would at a real provider.
 */
export async function startDemo(): Promise<RunningDemo> {
  const { dataDir, appUrl } = runtime().config;
  const file = path.join(dataDir, "demo.json");
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Demo) : null;
  const simulator = await startSimulator({ port: known?.simulatorPort });
  const demo = known ?? (await createDemo(simulator));
  await subscribe(simulator, demo);
  await playCustomers(simulator, known === null);
  writeFileSync(file, JSON.stringify(demo));
  const signIns = people.map(({ email, role }) => `  ${email} / ${PASSWORD} (${role})`);
  const text = ["", `Sign in at ${appUrl} as`, ...signIns, `Play the customers at ${simulator.url}`, ""].join("\n");
  return { text, stop: () => simulator.close() };
}

async function createDemo(simulator: RunningSimulator): Promise<Demo> {
  const { id: accountId } = await createAccount(adminContext, { name: "Harbor Lane Supplies" });
  const memberIds: number[] = [];
  for (const person of people) {
    const { id } = await createUser(adminContext, { accountId, ...person, password: PASSWORD });
    memberIds.push(id);
  }
  const settings = { base_url: simulator.url, token: simulator.token, phone_number: `+${simulator.state.phone}` };
  const channel = { key: "simulator", settings };
  const inbox = await createInbox(adminContextOf(accountId), { name: "Demo line", channel, member_ids: memberIds });
  return { accountId, inboxId: inbox.id, simulatorPort: Number(new URL(simulator.url).port) };
}

/** The simulator lives in memory and has forgotten us since the last start. */
async function subscribe(simulator: RunningSimulator, { accountId, inboxId }: Demo): Promise<void> {
  simulator.state.webhook = webhookTarget(await getInboxRow(adminContextOf(accountId), inboxId));
}
