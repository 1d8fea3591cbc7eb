import { isFetchError } from "#server/platform/http-client/fetch-error.ts";
import { safeFetch } from "#server/platform/http-client/safe-fetch.ts";
import { ChannelError } from "../channel-error.ts";
import { asRecord, own } from "../json-fields.ts";
import { asText } from "./inbound/json-fields.ts";
import type { WhapiSettings } from "./settings.ts";

export interface WhapiRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With leading slash; path parts are encoded by the caller. */
  path: string;
  body?: Record<string, unknown>;
  timeoutMs?: number;
  maxBytes?: number;
  /** Doing it twice does no harm: then a lost answer means "again later", not "perhaps done". */
  repeatable: boolean;
  /** A status beyond 2xx that is an answer here, not a failure. */
  acceptStatus?: number;
}

export interface WhapiAnswer {
  status: number;
  contentType: string | undefined;
  bytes: Buffer;
  /** The answer as JSON, `{}` when it is none. */
  json: Record<string, unknown>;
}

/**
 * One call of the provider's API.
 *
 * @throws ChannelError with the provider's words for every answer but 2xx, and for lost connections
 */
export async function callWhapi(settings: WhapiSettings, request: WhapiRequest): Promise<WhapiAnswer> {
  const response = await exchange(settings, request);
  const json = parse(response.body);
  const isAnswer = (response.status >= 200 && response.status <= 299) || response.status === request.acceptStatus;
  if (!isAnswer) throw refusal(response.status, json, response.headers["retry-after"]);
  return { status: response.status, contentType: response.headers["content-type"], bytes: response.body, json };
}

async function exchange(settings: WhapiSettings, request: WhapiRequest) {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  try {
    return await safeFetch(`${settings.base_url}${request.path}`, {
      method: request.method,
      headers: {
        authorization: `Bearer ${settings.token}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body,
      timeoutMs: request.timeoutMs ?? 30_000,
      maxBytes: request.maxBytes ?? 5_000_000,
    });
  } catch (error) {
    throw lost(error, request.repeatable);
  }
}

/** No answer. Whether the request had left decides between "again later" and "nobody knows". */
function lost(error: unknown, repeatable: boolean): unknown {
  if (!isFetchError(error)) return error;
  const details = { code: error.code, cause: error };
  if (hopeless.has(error.code)) return new ChannelError("refused", error.message, details);
  if (error.sent && !repeatable)
    return new ChannelError("unknown", `No answer from the provider: ${error.message}`, details);
  return new ChannelError("temporary", `The provider cannot be reached: ${error.message}`, details);
}

/** The same request would end the same way. */
const hopeless = new Set(["invalid_request", "forbidden_address"]);

function refusal(status: number, json: Record<string, unknown>, retryAfter: string | undefined): ChannelError {
  const error = asRecord(own(json, "error")) ?? {};
  const words =
    asText(own(error, "message")) ??
    asText(own(json, "error")) ??
    asText(own(json, "message")) ??
    reasons[status] ??
    "no reason given";
  const details = asText(own(error, "details"));
  const message = `${details && details !== words ? `${words} (${details})` : words}`.slice(0, 1000);
  const code = asText(own(error, "code")) ?? String(status);
  if (status === 429) return new ChannelError("throttled", message, { code, retryAfter: seconds(retryAfter) });
  // A gateway that gave up waiting: behind it the request may have succeeded.
  if (status === 504 || status === 408) return new ChannelError("unknown", message, { code });
  return new ChannelError(status >= 500 ? "temporary" : "refused", message, { code });
}

/** For answers without words of their own. */
const reasons: Record<number, string> = {
  400: "The provider found the request invalid",
  401: "The API token was refused, or the phone is not linked",
  402: "The limit of the provider's plan is reached",
  403: "Sending to this recipient or group is forbidden",
  404: "The provider does not know what this refers to",
  413: "The file is too large for the provider",
  415: "The provider does not take this type of file",
  429: "Too many requests",
};

/** `Retry-After` in seconds or as a date; the provider does not promise one, so half a minute stands in. */
function seconds(value: string | undefined): number {
  const number = Number(value ?? Number.NaN);
  const wait = Number.isFinite(number) ? number : (Date.parse(value ?? "") - Date.now()) / 1000;
  return Number.isFinite(wait) ? Math.min(Math.max(Math.ceil(wait), 1), 3600) : 30;
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(body.toString("utf8"))) ?? {};
  } catch (error) {
    // Media and error pages are not JSON; callers that need a field say so themselves.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
