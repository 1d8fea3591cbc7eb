import { createServer, type IncomingHttpHeaders } from "node:http";
import { expect } from "@playwright/test";

/** A body that was posted to us, with what `JSON.parse` makes of it. */
export interface Delivery {
  headers: IncomingHttpHeaders;
  raw: string;
  body: Record<string, unknown> & { event?: string };
}

/** The program at the other end of a webhook: takes everything with 200 and remembers it. */
export interface WebhookReceiver {
  url: string;
  deliveries: Delivery[];
  /** Waits for a delivery that fits. */
  received(fits: (delivery: Delivery) => boolean): Promise<Delivery>;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const deliveries: Delivery[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString("utf8");
    deliveries.push({ headers: request.headers, raw, body: JSON.parse(raw) });
    response.writeHead(200, { "content-type": "application/json" }).end('{"message":"taken"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The receiver has no address");
  return {
    url: `http://127.0.0.1:${address.port}`,
    deliveries,
    async received(fits) {
      const find = () => deliveries.find(fits);
      await expect.poll(find, { message: `deliveries: ${deliveries.map(({ body }) => body.event)}` }).toBeDefined();
      return find() as Delivery;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
