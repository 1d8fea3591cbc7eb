import type { AccountContext } from "../context.ts";
import type { Operation, Result } from "../contract/operation.ts";
import { runCounted } from "../database/statement-count.ts";
import { runtime } from "../runtime.ts";
import { cleanInput } from "./clean-input.ts";
import { clientAddress } from "./client-address.ts";
import { requireRole, type UseCase } from "./endpoint.ts";
import { publicSentence, toAppError } from "./error-response.ts";
import { formFields } from "./form-fields.ts";
import { newRequestId, openContext } from "./open-context.ts";
import { limitAddress, limitCaller } from "./rate-limit.ts";
import { isReply } from "./reply.ts";
import { type RequestTrace, writeRequestLog } from "./request-log.ts";
import { validate } from "./validate.ts";

/** What a form gets back. `message` may be shown as it is; `fields` are the names of the wrong ones. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: string; message: string; fields: string[]; requestId: string };

export interface ActionCall {
  /** Of the request that carries the action: cookie, origin, address. */
  headers: Headers;
  /** A form, or an object with path parameters (`account_id` too), query and body in one. */
  input: unknown;
}

/** The same pair as `endpoint`, for a server action; `app/server-context.ts` gives it the headers. Never throws. */
export function runAction<O extends Operation>(
  operation: O,
  perform: UseCase<O>,
  call: ActionCall,
): Promise<ActionResult<Result<O>>> {
  return runCounted(async () => {
    const trace: RequestTrace = { operation, requestId: newRequestId(call.headers), startedAt: performance.now() };
    try {
      const data = await act(operation, perform, call, trace);
      writeRequestLog(trace, 200);
      return { ok: true, data };
    } catch (error) {
      trace.error = error;
      const known = toAppError(error);
      writeRequestLog(trace, known.code === "internal" ? 500 : 422);
      const message = publicSentence(known);
      return { ok: false, code: known.code, message, fields: known.details.fields ?? [], requestId: trace.requestId };
    }
  });
}

async function act<O extends Operation>(
  operation: O,
  perform: UseCase<O>,
  call: ActionCall,
  trace: RequestTrace,
): Promise<Result<O>> {
  limitAddress(clientAddress(call.headers));
  const fields = toFields(call.input);
  const request = new Request(runtime().config.appUrl, { headers: call.headers });
  const accountId = operation.path.includes("{account_id}") ? String(fields.account_id) : undefined;
  const { ctx } = await openContext(operation, request, { requestId: trace.requestId, accountId });
  trace.ctx = ctx;
  limitCaller(operation, ctx);
  const input = validate(operation, fields, { query: fields, body: fields });
  requireRole(operation, ctx);
  const result = await (perform as (ctx: AccountContext, input: unknown) => Promise<unknown>)(ctx, input);
  return (isReply(result) ? result.body : result) as Result<O>;
}

function toFields(input: unknown): Record<string, unknown> {
  const value = input instanceof FormData ? formFields(input as unknown as Iterable<[string, string | File]>) : input;
  const clean = cleanInput(value ?? {});
  return typeof clean === "object" && clean !== null ? (clean as Record<string, unknown>) : {};
}
