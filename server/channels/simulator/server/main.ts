import { startSimulator } from "./start-simulator.ts";

// Started by hand: `node server/channels/simulator/server/main.ts [port]`.
const simulator = await startSimulator({ port: Number(process.argv[2] ?? 4010) });
process.stdout.write(`Simulator on ${simulator.url} (token: ${simulator.token})\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => void simulator.close().then(() => process.exit(0)));
