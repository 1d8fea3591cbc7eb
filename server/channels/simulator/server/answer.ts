import type { ServerResponse } from "node:http";
import type { ApiAnswer } from "./provider-api.ts";

/** A refusal with the provider's words; a throttled caller is told how long to wait. */
export const refusal = (status: number, message: string): ApiAnswer => ({
  status,
  body: { error: { code: status, message } },
  ...(status === 429 ? { headers: { "retry-after": "2" } } : {}),
});

/** Writes an answer as JSON. */
export function sendAnswer(response: ServerResponse, { status, body, headers }: ApiAnswer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body ?? {}));
}
