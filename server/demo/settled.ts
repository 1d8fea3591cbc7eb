import { setTimeout as wait } from "node:timers/promises";
import type { RunningSimulator } from "../channels/simulator/server/start-simulator.ts";
import { queueState } from "../platform/jobs/queue-state.ts";

const PATIENCE_MS = 30_000;

/** Nothing waits at the provider, and no job waits or runs. @throws when that takes too long */
export async function settled(provider: RunningSimulator): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; await wait(20)) {
    await provider.idle();
    const { waiting, running } = await queueState();
    if (waiting + running === 0) return;
    if (Date.now() > end) throw new Error(`The demo could not be filled: ${waiting} jobs wait and ${running} run`);
  }
}
