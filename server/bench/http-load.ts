import { connect, type Socket } from "node:net";

/** What a load left behind. */
export interface LoadResult {
  /** Milliseconds from the first byte sent to the whole answer, one per answered request. */
  latencies: number[];
  /** How many answers had which status. */
  statuses: Map<number, number>;
  /** Requests that got no answer because the connection broke. */
  broken: number;
  /** From the first request to the last answer. */
  elapsedMs: number;
}

export interface HttpLoad {
  url: string;
  connections: number;
  /** The next request as bytes, or null when there is no more to send. */
  next(): { bytes: Buffer; answered?: (status: number) => void } | null;
}

/**
 * Keeps every connection busy with one request after the other until `next` gives nothing more. Written on bare sockets:
 * it shares the machine with what it measures, and must not take more of it than necessary.
 */
export async function httpLoad({ url, connections, next }: HttpLoad): Promise<LoadResult> {
  const { hostname, port } = new URL(url);
  const result: LoadResult = { latencies: [], statuses: new Map(), broken: 0, elapsedMs: 0 };
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, () => keepBusy({ host: hostname, port: Number(port) }, next, result)),
  );
  result.elapsedMs = performance.now() - started;
  return result;
}

async function keepBusy(
  address: { host: string; port: number },
  next: HttpLoad["next"],
  result: LoadResult,
): Promise<void> {
  let socket: Socket;
  try {
    socket = await open(address);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ECONNREFUSED") throw error;
    result.broken++;
    return;
  }
  const answers = readAnswers(socket);
  for (let request = next(); request; request = next()) {
    const sent = performance.now();
    socket.write(request.bytes);
    const answer = await answers.next();
    if (!answer) {
      result.broken++;
      return;
    }
    result.latencies.push(performance.now() - sent);
    result.statuses.set(answer.status, (result.statuses.get(answer.status) ?? 0) + 1);
    request.answered?.(answer.status);
    if (answer.isLast) break;
  }
  socket.destroy();
}

function open(address: { host: string; port: number }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...address, noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}

interface Answer {
  status: number;
  /** The server closes the connection after it. */
  isLast: boolean;
}

/** Reads answers with a `content-length`, which is all that our raw routes give. Null when the connection ended. */
function readAnswers(socket: Socket): { next(): Promise<Answer | null> } {
  let received = "";
  let waiting: ((answer: Answer | null) => void) | undefined;
  let isOver = false;
  const settle = (answer: Answer | null) => {
    const resolve = waiting;
    waiting = undefined;
    resolve?.(answer);
  };
  const over = () => {
    isOver = true;
    settle(null);
  };
  socket.removeAllListeners("error");
  socket.on("error", over);
  socket.on("close", over);
  socket.setEncoding("latin1");
  socket.on("data", (chunk) => {
    received += chunk;
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = received.slice(0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    received = received.slice(end + 4 + length);
    settle({ status: Number(head.slice(9, 12)), isLast: /\r\nconnection: close/i.test(head) });
  });
  return {
    next: () =>
      new Promise((resolve) => {
        if (isOver) return resolve(null);
        waiting = resolve;
      }),
  };
}
