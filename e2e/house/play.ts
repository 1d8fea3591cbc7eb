import type { RunningSimulator } from "#server/channels/simulator/server/start-simulator.ts";

/** Tells the simulator what customers do: a path of its control API and its body. @returns its answer */
export async function play<T = { ok: true }>(simulator: RunningSimulator, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${simulator.url}/control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) throw new Error(`The simulator answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
