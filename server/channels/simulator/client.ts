import { z } from "zod";
import { isFetchError } from "#server/platform/http-client/fetch-error.ts";
import { safeFetch } from "#server/platform/http-client/safe-fetch.ts";
import { ChannelError } from "../channel-error.ts";
import type { SimulatorSettings } from "./settings.ts";

export interface SimulatorCall {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  maxBytes?: number;
  /** A status beyond 2xx that is an answer here. */
  acceptStatus?: number;
}

export interface SimulatorAnswer {
  status: number;
  contentType: string | undefined;
  bytes: Buffer;
}

/**
 * One call of the simulator's API. Every call may be repeated: sends carry our id as their key.
 *
 * @throws ChannelError
 */
export async function callSimulator(settings: SimulatorSettings, call: SimulatorCall): Promise<SimulatorAnswer> {
  const response = await exchange(settings, call);
  const { status, headers, body: bytes } = response;
  if ((status < 200 || status > 299) && status !== call.acceptStatus)
    throw refusal(status, bytes, headers["retry-after"]);
  return { status, contentType: headers["content-type"], bytes };
}

async function exchange(settings: SimulatorSettings, call: SimulatorCall) {
  try {
    return await safeFetch(`${settings.base_url}${call.path}`, {
      method: call.method,
      headers: {
        authorization: `Bearer ${settings.token}`,
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      timeoutMs: 15_000,
      maxBytes: call.maxBytes ?? 1_000_000,
    });
  } catch (error) {
    if (!isFetchError(error)) throw error;
    const isHopeless = error.code === "invalid_request" || error.code === "forbidden_address";
    const kind = isHopeless ? "refused" : error.sent && call.method === "POST" ? "unknown" : "temporary";
    throw new ChannelError(kind, `The simulator cannot be reached: ${error.message}`, {
      code: error.code,
      cause: error,
    });
  }
}

const errorBody = z.object({
  error: z.object({ code: z.union([z.string(), z.number()]).optional(), message: z.string() }),
});

function refusal(status: number, bytes: Buffer, retryAfter: string | undefined): ChannelError {
  const parsed = errorBody.safeParse(parseJson(bytes));
  const message = parsed.success ? parsed.data.error.message : `The simulator answered ${status}`;
  const code = String((parsed.success ? parsed.data.error.code : undefined) ?? status);
  if (status === 429)
    return new ChannelError("throttled", message, {
      code,
      retryAfter: Number(retryAfter) > 0 ? Number(retryAfter) : 5,
    });
  return new ChannelError(status >= 500 ? "temporary" : "refused", message, { code });
}

/** The JSON of an answer; undefined when it is none. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
