import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeProvider {
  url: string;
  /** Messages it took. */
  taken(): number;
  close(): Promise<void>;
}

/** A provider that takes everything at once, so that what is measured is ours. */
export async function startFakeProvider(): Promise<FakeProvider> {
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.once("end", () => {
      const isMessage = request.method === "POST" && request.url === "/v1/messages";
      if (isMessage) taken++;
      const body = JSON.stringify(
        isMessage ? { id: `taken-${process.pid}-${taken}` } : { state: "open", webhook: null },
      );
      response
        .writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
        .end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: () => taken,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
