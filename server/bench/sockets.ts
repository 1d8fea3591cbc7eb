import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Socket } from "socket.io-client";
import { type Finding, type Scenario, timesReference, told } from "./finding.ts";
import { joinAccount } from "./live-update.ts";
import type { Lab } from "./open-lab.ts";
import { settledKilobytes } from "./settled-memory.ts";
import { median } from "./statistics.ts";
import { bodyOf } from "./webhook-bodies.ts";

const AT_ONCE = 20;
const TURNS = 10;

/** Many people in one account: what each connection costs, and how long one event takes to reach all of them. */
export const sockets: Scenario = {
  name: "sockets",
  title: "Sockets",
  async run(lab) {
    const ours = await measureOurs(lab);
    const bare = await measureBare(lab, ours.event);
    const count = lab.options.sockets;
    return [
      timesReference(
        {
          what: `one event to ${count} sockets, first to last`,
          unit: "ms",
          runs: ours.spreads,
          reference: { what: "bare Socket.IO", runs: bare.spreads },
        },
        1.5,
      ),
      told(`webhook → last of ${count} sockets`, "ms", ours.waits),
      told("memory per connection", "kB", [ours.kilobytes]),
      told("memory per connection, bare Socket.IO", "kB", [bare.kilobytes]),
    ] satisfies Finding[];
  },
};

async function measureOurs(lab: Lab) {
  const inspected = lab.options.port + 1;
  const server = await lab.startServer({ NODE_OPTIONS: `--inspect=127.0.0.1:${inspected}` });
  const clients: Socket[] = [];
  try {
    // The first one warms the server up, so that its own memory is not counted as that of connections.
    clients.push(await joinAccount(server.url, lab));
    const post = (number: number) => postText(lab, server.url, `sockets-${number}`);
    for (let number = 0; number < TURNS; number++) await arrival(clients, () => post(-1 - number));
    const kilobytes = await memoryPerConnection(inspected, lab, () => connectAll(server.url, lab, clients));
    const spreads: number[] = [];
    const waits: number[] = [];
    let event: unknown;
    for (let round = 0; round < lab.options.rounds; round++) {
      const turns = [];
      for (let turn = 0; turn < TURNS; turn++) turns.push(await arrival(clients, () => post(round * TURNS + turn)));
      spreads.push(median(turns.map((turn) => turn.spread)));
      waits.push(median(turns.map((turn) => turn.last)));
      event = turns[0]?.event;
    }
    return { kilobytes, spreads, waits, event };
  } finally {
    for (const client of clients) client.disconnect();
    await server.stop();
  }
}

async function measureBare(lab: Lab, event: unknown) {
  const inspected = lab.options.port + 2;
  const execArgv = [`--inspect=127.0.0.1:${inspected}`];
  const child = fork(path.join(import.meta.dirname, "bare-socket-server.ts"), {
    env: {} as NodeJS.ProcessEnv,
    execArgv,
  });
  const clients: Socket[] = [];
  try {
    const [{ port }] = (await once(child, "message")) as [{ port: number }];
    const url = `http://127.0.0.1:${port}`;
    clients.push(await joinAccount(url, lab));
    const emit = async () => void child.send({ event: "message.created", payload: event });
    for (let turn = 0; turn < TURNS; turn++) await arrival(clients, emit);
    const kilobytes = await memoryPerConnection(inspected, lab, () => connectAll(url, lab, clients));
    const spreads: number[] = [];
    for (let round = 0; round < lab.options.rounds; round++) {
      const turns = [];
      for (let turn = 0; turn < TURNS; turn++) turns.push((await arrival(clients, emit)).spread);
      spreads.push(median(turns));
    }
    return { kilobytes, spreads };
  } finally {
    for (const client of clients) client.disconnect();
    await end(child);
  }
}

async function memoryPerConnection(inspected: number, { options }: Lab, connect: () => Promise<void>): Promise<number> {
  const before = await settledKilobytes(inspected);
  await connect();
  await wait(1_000);
  return ((await settledKilobytes(inspected)) - before) / options.sockets;
}

async function connectAll(url: string, lab: Lab, clients: Socket[]): Promise<void> {
  while (clients.length < lab.options.sockets) {
    const missing = Math.min(AT_ONCE, lab.options.sockets - clients.length);
    clients.push(...(await Promise.all(Array.from({ length: missing }, () => joinAccount(url, lab)))));
  }
}

/** Causes one `message.created` and waits until everybody has it. @returns milliseconds */
async function arrival(
  clients: Socket[],
  cause: () => Promise<void>,
): Promise<{ spread: number; last: number; event: unknown }> {
  const started = performance.now();
  const arrived: number[] = [];
  const all = Promise.withResolvers<unknown>();
  const timer = setTimeout(
    () => all.reject(new Error(`${arrived.length} of ${clients.length} sockets heard the event`)),
    30_000,
  );
  const hear = (event: unknown) => {
    if (arrived.push(performance.now()) === clients.length) all.resolve(event);
  };
  for (const client of clients) client.once("message.created", hear);
  await cause();
  const event = await all.promise.finally(() => clearTimeout(timer));
  const last = Math.max(...arrived);
  return { spread: last - Math.min(...arrived), last: last - started, event };
}

async function postText({ inboxes }: Lab, url: string, id: string): Promise<void> {
  const { path: address, headers } = inboxes[0]?.webhook ?? { path: "/", headers: {} };
  const response = await fetch(url + address, { method: "POST", headers, body: bodyOf({ id, person: 1, text: id }) });
  if (response.status !== 200) throw new Error(`A webhook was answered with ${response.status}`);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.disconnect();
  await ended;
}
