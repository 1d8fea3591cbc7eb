import type { Operation } from "../contract/operation.ts";
import { runtime } from "../runtime.ts";
import { isReply } from "./reply.ts";

/** An answer, ready to be sent or kept. */
export interface Rendered {
  status: number;
  /** JSON text; null: no body at all. */
  body: string | null;
  headers: Record<string, string>;
}

/**
 * Makes the answer of what a use case returned. In development and tests it must match the contract.
 *
 * @throws Error naming the fields that do not match
 */
export function render(operation: Operation, result: unknown): Rendered {
  const { body, status, headers } = isReply(result) ? result : { body: result, status: undefined, headers: undefined };
  const text = operation.response && body !== undefined ? JSON.stringify(body) : null;
  if (!runtime().config.production && text !== null) checkResponse(operation, text);
  return { status: status ?? operation.status ?? 200, body: text, headers: headers ?? {} };
}

/** Checks what goes over the wire: dates are text by then, and undefined keys are gone. */
function checkResponse(operation: Operation, text: string): void {
  const parsed = operation.response?.safeParse(JSON.parse(text));
  if (!parsed || parsed.success) return;
  const faults = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join(".") || "(root)"}: ${issue.message}`,
  );
  throw new Error(`The answer of ${operation.id} breaks its contract: ${faults.slice(0, 10).join("; ")}`);
}

export function toResponse(rendered: Rendered): Response {
  const headers: Record<string, string> = { "cache-control": "no-store", ...rendered.headers };
  if (rendered.body !== null) headers["content-type"] = "application/json; charset=utf-8";
  else if (rendered.status !== 204) headers["content-length"] = "0";
  return new Response(rendered.body, { status: rendered.status, headers });
}
