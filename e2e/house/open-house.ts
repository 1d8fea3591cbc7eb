import { type RunningSimulator, startSimulator } from "#server/channels/simulator/server/start-simulator.ts";
import { type FakeWhapi, startFakeWhapi } from "#server/channels/testing/fake-whapi.ts";
import { runAdmin } from "./run-admin.ts";

export interface Person {
  id: number;
  name: string;
  email: string;
  token: string;
}

export const PASSWORD = "Harbor-Lane-1";

/** An account of its own with two people, connected to two providers that we play. */
export interface House {
  accountId: number;
  olivia: Person;
  bia: Person;
  simulator: RunningSimulator;
  whapi: FakeWhapi;
  simulatorInboxId: number;
  whapiInboxId: number;
  close(): Promise<void>;
}

interface NewInbox {
  id: number;
  webhook_url: string;
  webhook_headers: Record<string, string>;
}

let houses = 0;

export async function openHouse(): Promise<House> {
  const number = `${process.pid}${houses++}`;
  const [simulator, whapi] = await Promise.all([startSimulator({ phone: `1202${number}` }), startFakeWhapi()]);
  const { id: accountId } = await runAdmin<{ id: number }>(["account:create", "--name", "Harbor Lane"]);
  const olivia = await createPerson(accountId, {
    name: "Olivia Marsh",
    email: `olivia-${number}@example.com`,
    role: "administrator",
  });
  const bia = await createPerson(accountId, { name: "Bia Fontes", email: `bia-${number}@example.com`, role: "agent" });
  const members = [olivia.id, bia.id];
  const simulated = await createInbox(accountId, {
    name: "Shop",
    channel: "simulator",
    settings: { base_url: simulator.url, token: simulator.token, phone_number: `+${simulator.state.phone}` },
    members,
  });
  const connected = await createInbox(accountId, {
    name: "Support",
    channel: "whapi",
    settings: { base_url: whapi.baseUrl, token: whapi.token, phone_number: `+1303${number}` },
    members,
  });
  await Promise.all([simulated, connected].map((inbox) => leaveWorkWaiting(accountId, inbox.id, olivia.token)));
  await runAdmin(["queue:wait"]);
  return {
    accountId,
    olivia,
    bia,
    simulator,
    whapi,
    simulatorInboxId: simulated.id,
    whapiInboxId: connected.id,
    close: async () => void (await Promise.all([simulator.close(), whapi.close()])),
  };
}

/** Somebody who can sign in with `PASSWORD`. */
export async function createPerson(
  accountId: number,
  person: { name: string; email: string; role: "administrator" | "agent" },
): Promise<Person> {
  const { name, email, role } = person;
  const words = [
    "user:create",
    "--account",
    `${accountId}`,
    "--name",
    name,
    "--email",
    email,
    "--password",
    PASSWORD,
    "--role",
    role,
  ];
  const { id, access_token } = await runAdmin<{ id: number; access_token: string }>(words);
  return { id, name, email, token: access_token };
}

export function createInbox(
  accountId: number,
  inbox: { name: string; channel: string; settings: Record<string, string>; members: number[] },
): Promise<NewInbox> {
  const { name, channel, settings, members } = inbox;
  const which = ["--account", `${accountId}`, "--name", name, "--channel", channel];
  return runAdmin<NewInbox>([
    "inbox:create",
    ...which,
    "--settings",
    JSON.stringify(settings),
    "--members",
    members.join(","),
  ]);
}

/** Whoever is at the desk would be given each conversation at once; the tests want to see who takes it. */
async function leaveWorkWaiting(accountId: number, inboxId: number, token: string): Promise<void> {
  const answer = await fetch(
    `http://localhost:${process.env.E2E_PORT}/api/v1/accounts/${accountId}/inboxes/${inboxId}`,
    {
      method: "PATCH",
      headers: { api_access_token: token, "content-type": "application/json" },
      body: JSON.stringify({ enable_auto_assignment: false }),
    },
  );
  if (!answer.ok) throw new Error(`switching off automatic assignment: ${answer.status} ${await answer.text()}`);
}
