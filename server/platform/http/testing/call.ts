import { isOfSecondTenant } from "#db/testing/second-tenant.ts";
import type { Operation, Result } from "../../contract/operation.ts";
import type { RouteHandler } from "../endpoint.ts";
import { checkAgainstReference } from "./reference-check.ts";

export interface CallOptions {
  /** Path parameters, `account_id` included. */
  params?: Record<string, string | number>;
  /** `?a=b` behind the path. */
  query?: string;
  /** `api_access_token`. */
  token?: string;
  headers?: Record<string, string>;
  /** An object is sent as JSON; `FormData`, `URLSearchParams` and text as they are. */
  body?: unknown;
  /** PUT instead of the operation's PATCH, for instance. */
  method?: string;
}

export interface CallResult<T> {
  status: number;
  headers: Headers;
  /** Typed as the success; null when there is no body. Compare errors with `toEqual`. */
  body: T;
  text: string;
}

/**
 * Sends one request through a route handler, as the server would. A successful answer is checked against the published OpenAPI
 * file where that knows the operation, and no answer may show anything of the second tenant.
 *
 * @example await call(GET, { params: { account_id: account.id }, token: account.admin.token })
 */
export async function call<O extends Operation>(
  handler: RouteHandler<O>,
  options: CallOptions = {},
): Promise<CallResult<Result<O>>> {
  const { operation } = handler;
  const params = Object.fromEntries(Object.entries(options.params ?? {}).map(([key, value]) => [key, String(value)]));
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? `missing-${name}`),
  );
  const request = new Request(`http://localhost${path}${options.query ?? ""}`, init(operation, options));
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const body = parse(text, response.headers.get("content-type"));
  if (isOfSecondTenant.test(text))
    throw new Error(`${operation.id} shows a record of another account: ${text.slice(0, 2000)}`);
  if (response.ok) checkAgainstReference(operation, body);
  return { status: response.status, headers: response.headers, body: body as Result<O>, text };
}

function init(operation: Operation, options: CallOptions): RequestInit {
  const { body, token } = options;
  const isPlain =
    body === undefined || typeof body === "string" || body instanceof FormData || body instanceof URLSearchParams;
  return {
    method: options.method ?? operation.method,
    body: (isPlain ? body : JSON.stringify(body)) as RequestInit["body"],
    redirect: "manual",
    headers: {
      ...(!isPlain && { "content-type": "application/json" }),
      ...(token !== undefined && { api_access_token: token }),
      ...options.headers,
    },
  };
}

function parse(text: string, contentType: string | null): unknown {
  if (text === "") return null;
  return contentType?.includes("json") ? JSON.parse(text) : text;
}
