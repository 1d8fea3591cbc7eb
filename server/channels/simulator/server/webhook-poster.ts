import type { SimulatorEvent } from "../wire.ts";
import type { SimulatorState } from "./simulator-state.ts";

export interface PostedWebhook {
  /** Status of the last attempt; null while it could not be made. */
  status: number | null;
  attempts: number;
  at: number;
  kinds: string[];
}

export interface WebhookPoster {
  /** Queues one event; every event is a request of its own, as they happen. */
  post(event: SimulatorEvent): void;
  /** Queues any body, also a broken one. */
  postRaw(body: unknown): void;
  posted: PostedWebhook[];
  /** Resolves when nothing waits to be posted. */
  idle(): Promise<void>;
  close(): void;
}

const REORDER_WINDOW_MS = 400;
const ATTEMPTS = 12;

/**
 * Posts events in order, one request at a time, and tries again when the answer is not 2xx: after a quarter of a
 * second, then ever longer, up to ten seconds. The switches spoil exactly this.
 */
export function createWebhookPoster(state: SimulatorState): WebhookPoster {
  const queue: unknown[] = [];
  const posted: PostedWebhook[] = [];
  const closing = new AbortController();
  let running: Promise<void> | null = null;

  function enqueue(body: unknown): void {
    if (state.switches.dropWebhooks) return;
    queue.push(body);
    if (state.switches.duplicate) queue.push(body);
    running ??= run().finally(() => {
      running = null;
    });
  }

  async function run(): Promise<void> {
    if (state.switches.reorder) await pause(REORDER_WINDOW_MS, closing.signal);
    while (queue.length > 0 && !closing.signal.aborted) {
      if (state.switches.offline || !state.webhook) {
        await pause(100, closing.signal);
        continue;
      }
      const body = state.switches.reorder ? queue.pop() : queue.shift();
      await deliver(body);
    }
  }

  async function deliver(body: unknown): Promise<void> {
    const record: PostedWebhook = { status: null, attempts: 0, at: Date.now(), kinds: kindsOf(body) };
    posted.push(record);
    if (posted.length > 500) posted.shift();
    while (record.attempts < ATTEMPTS && !closing.signal.aborted) {
      record.attempts++;
      record.status = await postOnce(body);
      if (record.status !== null && record.status >= 200 && record.status < 300) return;
      await pause(Math.min(250 * 2 ** (record.attempts - 1), 10_000), closing.signal);
    }
  }

  async function postOnce(body: unknown): Promise<number | null> {
    if (!state.webhook) return null;
    try {
      const response = await fetch(state.webhook.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...state.webhook.headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(10_000)]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch (error) {
      // Nobody listens yet, or any more: `null` in the list of posts, and another try.
      if (error instanceof Error) return null;
      throw error;
    }
  }

  return {
    post: (event) => enqueue({ events: [event] }),
    postRaw: enqueue,
    posted,
    idle: async () => {
      while (running) await running;
    },
    close: () => closing.abort(),
  };
}

const kindsOf = (body: unknown): string[] =>
  typeof body === "object" && body !== null && "events" in body && Array.isArray(body.events)
    ? body.events.map((event: { kind?: unknown }) => String(event?.kind))
    : ["raw"];

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
