import { io, type Socket } from "socket.io-client";
import { atMost, type Finding, type Scenario, told } from "./finding.ts";
import { atRate } from "./job-start.ts";
import type { Lab } from "./open-lab.ts";
import { percentile } from "./statistics.ts";
import { bodyOf, placeOf } from "./webhook-bodies.ts";

const PER_SECOND = 100;

/** From the provider's first byte to the event in another person's browser. */
export const liveUpdate: Scenario = {
  name: "live",
  title: "Webhook → other browser",
  async run(lab) {
    const server = await lab.startServer();
    const results = { median: [] as number[], p95: [] as number[], p99: [] as number[] };
    const sockets: Socket[] = [];
    try {
      sockets.push(await joinAccount(server.url, lab), await joinAccount(server.url, lab));
      // Warm: code compiled, people known.
      await measure(lab, server.url, { sockets, seconds: 2, prefix: "warm" });
      for (let round = 0; round < lab.options.rounds; round++) {
        const waits = await measure(lab, server.url, {
          sockets,
          seconds: lab.options.seconds,
          prefix: `live-${round}`,
        });
        results.median.push(percentile(waits, 0.5));
        results.p95.push(percentile(waits, 0.95));
        results.p99.push(percentile(waits, 0.99));
      }
    } finally {
      for (const socket of sockets) socket.disconnect();
      await server.stop();
    }
    return [
      told(`median, ${PER_SECOND}/s`, "ms", results.median),
      atMost(`p95, ${PER_SECOND}/s`, "ms", results.p95, 150),
      told(`p99, ${PER_SECOND}/s`, "ms", results.p99),
    ] satisfies Finding[];
  },
};

/** A socket as our own pages open it, in the rooms of the account. */
export async function joinAccount(url: string, { agent, accountId }: Lab): Promise<Socket> {
  const socket = io(url, {
    path: "/rt",
    transports: ["websocket"],
    auth: { api_access_token: agent.token },
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  const answer: { ok: boolean } = await socket.timeout(30_000).emitWithAck("join", { account_id: accountId });
  if (!answer.ok) throw new Error("The socket was not let into the account");
  return socket;
}

interface Measurement {
  sockets: Socket[];
  seconds: number;
  prefix: string;
}

/** @returns milliseconds from the post of a text to its event, for each text and socket */
async function measure(lab: Lab, url: string, { sockets, seconds, prefix }: Measurement): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const waits: number[] = [];
  const wanted = PER_SECOND * seconds * sockets.length;
  const allCame = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => allCame.reject(new Error(`${waits.length} of ${wanted} events came`)),
    (seconds + 60) * 1000,
  );
  const hear = ({ message }: { message: { content: string } }) => {
    const at = sentAt.get(message.content);
    if (at === undefined) return;
    waits.push(performance.now() - at);
    if (waits.length === wanted) allCame.resolve();
  };
  for (const socket of sockets) socket.on("message.created", hear);
  try {
    await atRate(PER_SECOND, seconds, async (number) => {
      const text = `${prefix}-${number}`;
      const { line, person } = placeOf(number, lab.inboxes.length);
      const { path, headers } = lab.inboxes[line]?.webhook ?? { path: "/", headers: {} };
      sentAt.set(text, performance.now());
      const response = await fetch(url + path, { method: "POST", headers, body: bodyOf({ id: text, person, text }) });
      if (response.status !== 200) throw new Error(`A webhook was answered with ${response.status}`);
    });
    await allCame.promise;
  } finally {
    clearTimeout(timer);
    for (const socket of sockets) socket.off("message.created", hear);
  }
  return waits;
}
