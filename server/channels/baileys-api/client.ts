import { isFetchError } from "#server/platform/http-client/fetch-error.ts";
import { safeFetch } from "#server/platform/http-client/safe-fetch.ts";
import { ChannelError } from "../channel-error.ts";
import { asRecord, own } from "../json-fields.ts";
import { asText } from "./inbound/json-fields.ts";
import type { BaileysApiSettings } from "./settings.ts";

export interface GatewayRequest {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With leading slash; what stands after `/connections/<number>` unless `isGlobal`. */
  path: string;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** The path is not about this connection. */
  isGlobal?: boolean;
  timeoutMs?: number;
  maxBytes?: number;
  /** Doing it twice does no harm: then a lost answer means "again later", not "perhaps done". */
  repeatable: boolean;
  /** A status beyond 2xx that is an answer here, not a failure. */
  acceptStatus?: number;
}

export interface GatewayAnswer {
  status: number;
  contentType: string | undefined;
  bytes: Buffer;
  /** The answer without its envelope: some routes wrap it in `data`, others do not. Undefined when it is no JSON. */
  value: unknown;
}

/**
 * One call of the gateway.
 *
 * @throws ChannelError with the gateway's words for every answer but 2xx, and for lost connections
 */
export async function callGateway(settings: BaileysApiSettings, request: GatewayRequest): Promise<GatewayAnswer> {
  const response = await exchange(settings, request);
  const isAnswer = (response.status >= 200 && response.status <= 299) || response.status === request.acceptStatus;
  const json = parse(response.body);
  if (!isAnswer) throw refusal(response.status, json ?? response.body, response.headers["retry-after"]);
  const value = unwrapped(json);
  return { status: response.status, contentType: response.headers["content-type"], bytes: response.body, value };
}

const unwrapped = (json: unknown): unknown => {
  const record = asRecord(json);
  return record && Object.hasOwn(record, "data") ? record.data : json;
};

async function exchange(settings: BaileysApiSettings, request: GatewayRequest) {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  try {
    return await safeFetch(addressOf(settings, request), {
      method: request.method,
      headers: {
        ...(settings.api_key && { "x-api-key": settings.api_key }),
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body,
      timeoutMs: request.timeoutMs ?? 30_000,
      maxBytes: request.maxBytes ?? 20_000_000,
    });
  } catch (error) {
    throw lost(error, request.repeatable);
  }
}

function addressOf(settings: BaileysApiSettings, { path, query, isGlobal }: GatewayRequest): string {
  const connection = isGlobal ? "" : `/connections/${encodeURIComponent(settings.phone_number)}`;
  const search = query ? `?${new URLSearchParams(query)}` : "";
  return `${settings.provider_url}${connection}${path}${search}`;
}

/** No answer. Whether the request had left decides between "again later" and "nobody knows". */
function lost(error: unknown, repeatable: boolean): unknown {
  if (!isFetchError(error)) return error;
  const details = { code: error.code, cause: error };
  if (hopeless.has(error.code)) return new ChannelError("refused", error.message, details);
  if (error.sent && !repeatable)
    return new ChannelError("unknown", `No answer from the gateway: ${error.message}`, details);
  return new ChannelError("temporary", `The gateway cannot be reached: ${error.message}`, details);
}

/** The same request would end the same way. */
const hopeless = new Set(["invalid_request", "forbidden_address"]);

function refusal(status: number, answer: unknown, retryAfter: string | undefined): ChannelError {
  const message = (wordsOf(answer) ?? reasons[status] ?? "The gateway gave no reason").slice(0, 1000);
  const code = String(status);
  if (status === 429) return new ChannelError("throttled", message, { code, retryAfter: seconds(retryAfter) ?? 30 });
  // A proxy that gave up waiting: behind it the request may have succeeded.
  if (status === 504 || status === 408) return new ChannelError("unknown", message, { code });
  const isLater = status >= 500 || later.has(status) || (status === 404 && message === NOT_CONNECTED);
  const wait = seconds(retryAfter);
  return new ChannelError(isLater ? "temporary" : "refused", message, { code, ...(wait && { retryAfter: wait }) });
}

/** What a line says that is just coming back. */
const NOT_CONNECTED = "Phone number not connected";

/** The same message is under way (409), or another machine of a cluster has the line just now (409, 421). */
const later = new Set([409, 421]);

/** Errors are `{error, message}`, the validation of a body, or bare text. */
function wordsOf(answer: unknown): string | undefined {
  if (Buffer.isBuffer(answer)) {
    const text = asText(answer.toString("utf8"))?.trim();
    return text && !text.startsWith("<") ? text : undefined;
  }
  const record = asRecord(answer);
  return (
    asText(answer) ??
    asText(own(record, "message")) ??
    asText(own(record, "summary")) ??
    asText(own(record, "error")) ??
    undefined
  );
}

/** For answers without words of their own. */
const reasons: Record<number, string> = {
  400: "The gateway found the request invalid",
  401: "The gateway refused the API key",
  403: "This connection was made with another API key",
  404: "The gateway does not know this number, or what this refers to",
  413: "The file is too large for the gateway",
  422: "The gateway found the request invalid",
};

/** `Retry-After` in seconds. */
function seconds(value: string | undefined): number | undefined {
  const number = Number(value ?? Number.NaN);
  return Number.isFinite(number) ? Math.min(Math.max(Math.ceil(number), 1), 3600) : undefined;
}

function parse(body: Buffer): unknown {
  if (body.byteLength === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    // Media, `OK` and many errors are not JSON; callers that need a value say so themselves.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
