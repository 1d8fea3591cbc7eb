import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** How a provider may end a request: with an answer, or by cutting the line once it has read it. */
export type Ending = { status: number; body?: unknown; headers?: Record<string, string> } | "cut";

export interface AnsweringServer {
  url: string;
  /** Requests that arrived, oldest first. */
  requests: { method: string; path: string; body: string }[];
  /** Every request from now on ends so. */
  answer(ending: Ending): void;
  close(): Promise<void>;
}

/** A server that knows no protocol and ends every request the same way. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  let ending: Ending = { status: 200 };
  const requests: AnsweringServer["requests"] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      requests.push({ method: request.method ?? "", path: request.url ?? "", body });
      if (ending === "cut") return void request.socket.destroy();
      response.writeHead(ending.status, { "content-type": "application/json", ...ending.headers });
      response.end(JSON.stringify(ending.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (next) => {
      ending = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}
