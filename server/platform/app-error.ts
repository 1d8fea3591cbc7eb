/**
 * What can go wrong, as a closed set. `http/error-response.ts` alone knows which status and body each becomes.
 *
 * - `unauthenticated`: nobody is signed in, or the token is unknown
 * - `forbidden`: known caller, act not allowed (the contract answers 401)
 * - `not_found`: unknown, or of another account
 * - `parameter_missing`: a required root parameter is missing or empty
 * - `invalid`: the input breaks a rule; `fields` names which
 * - `refused`: a rule of the product or of the provider forbids it now
 * - `bad_request`, `too_large`, `too_many_requests`, `conflict`, `unavailable`, `internal`
 */
export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "parameter_missing"
  | "invalid"
  | "refused"
  | "bad_request"
  | "too_large"
  | "too_many_requests"
  | "conflict"
  | "unavailable"
  | "internal";

export interface AppErrorDetails {
  /** May be shown to the caller. */
  public?: string;
  /** For the log only. */
  internal?: string;
  /** One word for screens that have a sentence of their own for it; goes out as the header `x-reason`. */
  reason?: string;
  /** Attribute names, for `invalid`. */
  fields?: string[];
  /** Sentences by attribute, where the contract wants them as an object under `error`. */
  errors?: Record<string, string[]>;
  /** Seconds until a repeat makes sense, for `too_many_requests`. */
  retryAfter?: number;
  /** Overrides the status that the code stands for, where the contract names an exception. */
  status?: number;
  /** The answer is the status alone, where the contract names such an exception. */
  isBodiless?: boolean;
  cause?: unknown;
}

/** The one error class of the product. Recognise it with `isAppError`: two copies of this module may be loaded. */
export class AppError extends Error {
  readonly isAppError = true;
  readonly code: ErrorCode;
  readonly details: AppErrorDetails;

  constructor(code: ErrorCode, details: AppErrorDetails = {}) {
    super(details.internal ?? details.public ?? code, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}

export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && (error as Partial<AppError>).isAppError === true;
}

/** Shorthands for the errors that use cases throw most. */
export const notFound = (internal?: string) => new AppError("not_found", { internal });
export const invalid = (field: string, message: string) =>
  new AppError("invalid", { public: message, fields: [field] });
export const parameterMissing = (name: string) =>
  new AppError("parameter_missing", { public: `param is missing or the value is empty: ${name}` });
export const refused = (message: string, status?: number) => new AppError("refused", { public: message, status });
