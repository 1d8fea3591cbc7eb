import { newSimulatedGroup } from "../channels/simulator/server/simulator-state.ts";
import { type RunningSimulator, startSimulator } from "../channels/simulator/server/start-simulator.ts";
import { customers, groups, OWN_NUMBER } from "./people.ts";

/**
 * The simulator with the demo's customers and groups. It remembers nothing from one start to the next.
 *
 * @param port  taken when it is free, else any other
 */
export async function startDemoProvider(port: number): Promise<RunningSimulator> {
  const options = { token: "simulator", phone: OWN_NUMBER };
  const provider = await startSimulator({ ...options, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    return startSimulator(options);
  });
  const { state } = provider;
  state.people.clear();
  state.groups.clear();
  for (const [phone, name] of Object.entries(customers)) state.people.set(phone, { phone, name });
  for (const { members, ...group } of Object.values(groups)) {
    const roles = members.map((member, index) => [member, index === 0 ? "admin" : "member"] as const);
    const everybody = new Map([...roles, [OWN_NUMBER, "member" as const]]);
    state.groups.set(group.id, newSimulatedGroup({ ...group, creator: members[0] ?? null, members: everybody }));
  }
  return provider;
}

/** Plays customers: the simulator's control API. @returns its answer */
export async function play<T>(provider: RunningSimulator, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${provider.url}/control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) throw new Error(`The demo's provider answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
