import { AppError, isAppError, refused } from "../app-error.ts";
import type { AccountContext } from "../context.ts";
import type { Input, Operation, Result } from "../contract/operation.ts";
import { runCounted } from "../database/statement-count.ts";
import type { FileReference } from "../storage/file-link.ts";
import { serveFile } from "../storage/serve-file.ts";
import { clientAddress } from "./client-address.ts";
import { decodeRequest } from "./decode-request.ts";
import { csvResponse } from "./download.ts";
import { errorResponse, publicSentence } from "./error-response.ts";
import { onceForKey } from "./idempotency.ts";
import { newRequestId, openContext } from "./open-context.ts";
import { limitAddress, limitCaller } from "./rate-limit.ts";
import { type Rendered, render, toResponse } from "./render.ts";
import { isReply, type Reply } from "./reply.ts";
import { type RequestTrace, writeRequestLog } from "./request-log.ts";
import { validate } from "./validate.ts";

/**
 * What the product does, behind every door. `ctx.accountId` is there when the operation's path has an `{account_id}`; a
 * use case outside accounts takes a plain `Context`.
 */
export type UseCase<O extends Operation> = (ctx: AccountContext, input: Input<O>) => Promise<Outcome<O>>;

/** Nothing is sent when the operation has no `response`, whatever the use case returned. */
type Outcome<O extends Operation> = Result<O> extends undefined ? unknown : Result<O> | Reply<Result<O>>;

/** A Next route handler that knows its operation. */
export interface RouteHandler<O extends Operation = Operation> {
  (request: Request, route: { params: Promise<Record<string, string>> }): Promise<Response>;
  operation: O;
}

/**
 * Makes a route handler of an operation and its use case. In this order: authenticate, membership, rate limit, decode,
 * validate, role, use case, response, errors. One structured log line per request.
 *
 * @example export const GET = endpoint(listAgents, listAgentsOfAccount);
 */
export function endpoint<O extends Operation>(operation: O, perform: UseCase<O>): RouteHandler<O> {
  const handle = (request: Request, route: { params: Promise<Record<string, string>> }) =>
    runCounted(async () => {
      const trace: RequestTrace = { operation, requestId: newRequestId(request.headers), startedAt: performance.now() };
      // Next leaves them out where the path has none.
      const params = (await route.params) ?? {};
      const response = await answer(operation, perform, { request, params, trace }).catch((error) => {
        trace.error = error;
        return errorResponse(asTold(operation, error), operation.path, trace.requestId);
      });
      response.headers.set("x-request-id", trace.requestId);
      writeRequestLog(trace, response.status);
      return response;
    });
  return Object.assign(handle, { operation });
}

/** Where the contract wants one sentence, wrong fields are a refusal like any other. */
function asTold(operation: Operation, error: unknown): unknown {
  if (!operation.failsInOneSentence || !isAppError(error) || error.code !== "invalid") return error;
  return refused(`Validation failed: ${publicSentence(error)}`);
}

interface Arrival {
  request: Request;
  params: Record<string, string>;
  trace: RequestTrace;
}

async function answer<O extends Operation>(operation: O, perform: UseCase<O>, arrival: Arrival): Promise<Response> {
  const { request, params, trace } = arrival;
  limitAddress(clientAddress(request.headers));
  const { account_id: pathAccount, ...otherParams } = params;
  const accountId = operation.isOutsideAccount ? undefined : pathAccount;
  const ownParams = operation.isOutsideAccount ? params : otherParams;
  const { ctx, headers } = await openContext(operation, request, { requestId: trace.requestId, accountId });
  trace.ctx = ctx;
  limitCaller(operation, ctx);
  const input = validate(operation, ownParams, await decodeRequest(request, operation));
  requireRole(operation, ctx);
  if (operation.isFile) return serveReference(request, await perform(ctx, input));
  if (operation.isCsv) return csvResponse(await perform(ctx, input), headers);
  if (operation.media) return mediaResponse(operation.media, await perform(ctx, input));
  const work = async (inner: AccountContext): Promise<Rendered> => render(operation, await perform(inner, input));
  const key = operation.method === "GET" || ctx.actor.kind === "nobody" ? null : request.headers.get("idempotency-key");
  const rendered = key ? await onceForKey(ctx, { key, operation, input }, work) : await work(ctx);
  return toResponse({ ...rendered, headers: { ...headers, ...rendered.headers } });
}

/** Nobody learns from the answer whether a link was wrong or its file is gone. */
async function serveReference(request: Request, result: unknown): Promise<Response> {
  const file = result as FileReference | null;
  return file ? serveFile(request, file.key, file) : new Response(null, { status: 404 });
}

function mediaResponse(type: string, result: unknown): Response {
  const { body, headers } = isReply(result) ? result : { body: result, headers: undefined };
  return new Response(body as string | Buffer<ArrayBuffer>, {
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff", "content-type": type, ...headers },
  });
}

/** `administrator` without `user` keeps agents out. Finer rules are policies, in the use case. */
export function requireRole(operation: Operation, ctx: AccountContext): void {
  if (ctx.actor.kind !== "user" || operation.callers.includes("user")) return;
  if (operation.callers.includes("administrator") && ctx.role !== "administrator") throw new AppError("forbidden");
}
