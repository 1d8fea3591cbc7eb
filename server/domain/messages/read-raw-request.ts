import type { RawRequest } from "../../channels/channel.ts";
import { maxWebhookBytes } from "./webhook-limits.ts";

/**
 * A web request as exact bytes. Stops reading one byte past the largest body that is kept, which is enough to refuse it.
 *
 * @param key  the path after `/webhooks/`
 */
export async function readRawRequest(request: Request, key: string[]): Promise<RawRequest> {
  return {
    method: request.method,
    url: new URL(request.url),
    headers: Object.fromEntries(request.headers),
    body: await readBounded(request.body, maxWebhookBytes(key) + 1),
    key,
  };
}

async function readBounded(stream: ReadableStream<Uint8Array> | null, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (stream) {
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= most) break;
    }
  }
  return Buffer.concat(chunks, size);
}
