import { AppError, type ErrorCode, isAppError } from "../app-error.ts";
import { postgresCode } from "../database/transaction.ts";

const statuses: Record<ErrorCode, number> = {
  unauthenticated: 401,
  // The contract answers 401 also where a known caller may not do something.
  forbidden: 401,
  not_found: 404,
  parameter_missing: 422,
  invalid: 422,
  refused: 422,
  bad_request: 400,
  too_large: 413,
  too_many_requests: 429,
  conflict: 409,
  unavailable: 503,
  internal: 500,
};

const sentences: Record<ErrorCode, string> = {
  unauthenticated: "You need to sign in or sign up before continuing.",
  forbidden: "You are not authorized to do this action",
  not_found: "Resource could not be found",
  parameter_missing: "param is missing or the value is empty",
  invalid: "The request is not valid",
  refused: "This is not possible now",
  bad_request: "The request could not be read",
  too_large: "The request is too large",
  too_many_requests: "Retry later",
  conflict: "Somebody else was faster",
  unavailable: "Please try again in a moment",
  internal: "Something went wrong on our side",
};

/** Part of the URL space with error bodies of its own (contract, conventions §§2, 4). */
type Family = "auth" | "platform" | "application";

const familyOf = (path: string): Family =>
  path.startsWith("/auth") ? "auth" : path.startsWith("/platform/") ? "platform" : "application";

/** What may stand in a header. */
const isWord = /^[\w.-]{1,64}$/;

/**
 * Any error as an HTTP answer: the only place that knows statuses and bodies.
 *
 * @param path       the operation's path; it names the family
 * @param requestId  told to the caller where they cannot know more
 */
export function errorResponse(error: unknown, path: string, requestId: string): Response {
  const known = toAppError(error);
  const status = known.details.status ?? statuses[known.code];
  const headers: Record<string, string> = {};
  if (known.details.retryAfter !== undefined) headers["retry-after"] = String(known.details.retryAfter);
  if (known.details.reason !== undefined && isWord.test(known.details.reason))
    headers["x-reason"] = known.details.reason;
  if (known.code === "too_many_requests") {
    return new Response("Retry later\n", {
      status,
      headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
    });
  }
  if (known.details.isBodiless) return new Response(null, { status, headers });
  return Response.json(errorBody(known, familyOf(path), requestId), { status, headers });
}

/** What anything that was thrown means to the caller. Unknown errors are ours, but for values the database refuses. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  const code = postgresCode(error);
  // Class 22: a value no column can hold, such as a number out of range. Nobody's fault but the caller's.
  if (code?.startsWith("22"))
    return new AppError("invalid", { public: "A value is out of range", fields: [], cause: error });
  if (code === "23505")
    return new AppError("conflict", { public: "This has already been taken", status: 422, cause: error });
  return new AppError("internal", { cause: error });
}

/** The sentence people may read. */
export const publicSentence = (error: AppError): string => error.details.public ?? sentences[error.code];

function errorBody(error: AppError, family: Family, requestId: string): unknown {
  const sentence = publicSentence(error);
  if (error.code === "internal") return { error: `${sentence} (${requestId})` };
  if (error.details.errors) return { error: error.details.errors };
  if (error.code === "invalid") return { message: sentence, attributes: error.details.fields ?? [] };
  if (family === "auth")
    return authBody(
      error,
      error.code === "unauthenticated" ? (error.details.public ?? "Invalid login credentials") : sentence,
    );
  if (error.code === "unauthenticated" && family === "platform")
    return { error: error.details.public ?? "Invalid access_token" };
  if (error.code === "unauthenticated" && error.details.public === undefined) return { errors: [sentence] };
  return { error: sentence };
}

function authBody(error: AppError, sentence: string): unknown {
  if (error.code === "unauthenticated" || error.code === "not_found") return { success: false, errors: [sentence] };
  return error.code === "refused" ? { message: sentence, redirect_url: "/" } : { error: sentence };
}
