import { isAppError } from "../app-error.ts";
import { actorKey } from "../auth/actor.ts";
import type { AccountContext } from "../context.ts";
import type { Operation } from "../contract/operation.ts";
import { statementsSoFar } from "../database/statement-count.ts";
import { runtime } from "../runtime.ts";
import { toAppError } from "./error-response.ts";

/** What is known about a request while it runs. */
export interface RequestTrace {
  operation: Operation;
  requestId: string;
  startedAt: number;
  ctx?: AccountContext;
  error?: unknown;
}

/** Writes the one log line of a request and counts it. Errors of ours come with their stack. */
export function writeRequestLog(trace: RequestTrace, status: number): void {
  const { operation, requestId, ctx, error } = trace;
  const durationMs = performance.now() - trace.startedAt;
  const line = {
    requestId,
    operation: operation.id,
    accountId: ctx?.accountId,
    actor: ctx && actorKey(ctx.actor),
    status,
    durationMs: Math.round(durationMs * 10) / 10,
    statements: statementsSoFar(),
    code: error === undefined ? undefined : toAppError(error).code,
  };
  const { log, metrics } = runtime();
  metrics.httpRequests.observe({ operation: operation.id, status: String(status) }, durationMs / 1000);
  if (status >= 500) log.error({ ...line, err: error }, "request");
  else log.info({ ...line, reason: isAppError(error) ? error.details.internal : undefined }, "request");
}
