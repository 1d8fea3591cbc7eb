import type { ErrorCode } from "#server/platform/app-error.ts";

/** The server's codes, and what can happen before one arrives. */
export type ApiErrorCode = ErrorCode | "unreachable" | "timeout";

interface ApiErrorDetails {
  /** 0 when no answer came. */
  status: number;
  code: ApiErrorCode;
  /** The server's sentence; English unless the caller's language is set. May be empty. */
  message: string;
  /** The server's word for why, where screens have a sentence of their own for it. */
  reason?: string | null;
  /** Names of wrong fields, for `invalid`. */
  fields?: string[];
  /** Id under which the server logged it. */
  requestId?: string | null;
  /** Seconds until a repeat makes sense. */
  retryAfter?: number;
  cause?: unknown;
}

/** What a request ended in that brought no answer to its question. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly reason: string | null;
  readonly fields: string[];
  readonly requestId: string | null;
  readonly retryAfter: number | undefined;

  constructor(details: ApiErrorDetails) {
    super(details.message, { cause: details.cause });
    this.name = "ApiError";
    this.status = details.status;
    this.code = details.code;
    this.reason = details.reason ?? null;
    this.fields = details.fields ?? [];
    this.requestId = details.requestId ?? null;
    this.retryAfter = details.retryAfter;
  }
}

/** Worth a repeat by itself: nothing says that the request is wrong. */
export const isTemporary = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);

/** Reads an answer that is not a success (contract, conventions §4: four shapes of error bodies). */
export async function readApiError(response: Response): Promise<ApiError> {
  const text = await response.text();
  const body = parseObject(text);
  const listed = Array.isArray(body.errors) ? body.errors.map(String) : null;
  const attributes = Array.isArray(body.attributes) ? body.attributes.map(String) : null;
  const retryAfter = Number(response.headers.get("retry-after"));
  return new ApiError({
    status: response.status,
    code: codeOf(response.status, { listed: listed !== null, attributes: attributes !== null }),
    message: [body.error, body.message, listed?.join(" ")].find((part) => typeof part === "string") ?? "",
    reason: response.headers.get("x-reason"),
    fields: attributes ?? [],
    requestId: response.headers.get("x-request-id"),
    retryAfter: retryAfter > 0 ? retryAfter : undefined,
  });
}

/** The contract says 401 both to strangers, with a list of errors, and to those who may not do something, with one. */
function codeOf(status: number, body: { listed: boolean; attributes: boolean }): ApiErrorCode {
  if (status === 401) return body.listed ? "unauthenticated" : "forbidden";
  if (status === 422) return body.attributes ? "invalid" : "refused";
  return codes[status] ?? (status >= 500 ? "internal" : "bad_request");
}

const codes: Record<number, ApiErrorCode> = {
  400: "bad_request",
  403: "refused",
  404: "not_found",
  408: "timeout",
  409: "conflict",
  413: "too_large",
  429: "too_many_requests",
  502: "unreachable",
  503: "unavailable",
  504: "unreachable",
};

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return { message: text.length < 200 && !text.startsWith("<") ? text.trim() : "" };
    throw error;
  }
}
