import type { Operation } from "#server/platform/contract/operation.ts";
import { ApiError, readApiError } from "./api-error.ts";
import { toFormData, toQuery } from "./encode-fields.ts";
import type { Endpoint, EndpointInput, EndpointResult } from "./endpoint.ts";

interface ApiOptions {
  /** Ends the request; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** A write with the same key happens once, however often it is sent. */
  idempotencyKey?: string;
  /** Milliseconds until an answer must be there; 30 s unless said. */
  timeout?: number;
  /** Survives the page being closed (64 kB at most). */
  keepalive?: boolean;
}

/**
 * Calls the REST API of the server this page came from, as the signed-in person.
 *
 * @returns what the operation answers; undefined where it answers nothing
 * @throws ApiError; the signal's reason when it was ended
 * @example const page = await api(listMessages, { account_id: 1, conversation_id: 7, before: 120 });
 */
export async function api<O extends Operation>(
  endpoint: Endpoint<O>,
  input: EndpointInput<O>,
  options: ApiOptions = {},
): Promise<EndpointResult<O>> {
  const response = await send(buildRequest(endpoint, input as Record<string, unknown>, options), options.signal);
  if (!response.ok) throw await readApiError(response);
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as EndpointResult<O>;
}

function buildRequest(endpoint: Endpoint<Operation>, input: Record<string, unknown>, options: ApiOptions): Request {
  const fields = { ...input };
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = fields[name];
    if (value === undefined || value === null) throw new TypeError(`${endpoint.path} needs ${name}`);
    delete fields[name];
    return encodeURIComponent(String(value));
  });
  const hasBody = endpoint.method !== "GET";
  const inQuery = (name: string) => !hasBody || endpoint.query?.includes(name) === true;
  const query = toQuery(pick(fields, inQuery));
  const body = hasBody
    ? encodeBody(
        endpoint,
        pick(fields, (name) => !inQuery(name)),
      )
    : undefined;
  return new Request(new URL(path + (query ? `?${query}` : ""), globalThis.location.href), {
    method: endpoint.method,
    headers: {
      accept: "application/json",
      ...(typeof body === "string" && { "content-type": "application/json" }),
      ...(options.idempotencyKey && { "idempotency-key": options.idempotencyKey }),
    },
    body,
    credentials: "same-origin",
    keepalive: options.keepalive,
    signal: AbortSignal.any([
      AbortSignal.timeout(options.timeout ?? 30_000),
      ...(options.signal ? [options.signal] : []),
    ]),
  });
}

function encodeBody(endpoint: Endpoint<Operation>, fields: Record<string, unknown>): FormData | string | undefined {
  const names = Object.keys(fields);
  if (names.length === 0) return undefined;
  return names.some((name) => holdsFile(fields[name])) ? toFormData(fields, endpoint.rootKey) : JSON.stringify(fields);
}

const holdsFile = (value: unknown): boolean =>
  value instanceof Blob || (Array.isArray(value) && value.some((item) => item instanceof Blob));

const pick = (fields: Record<string, unknown>, keep: (name: string) => boolean): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== undefined && keep(name)));

async function send(request: Request, ended: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (ended?.aborted) throw ended.reason;
    const code = error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "unreachable";
    throw new ApiError({ status: 0, code, message: "", cause: error });
  }
}
