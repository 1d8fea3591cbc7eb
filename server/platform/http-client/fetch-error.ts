/**
 * - `invalid_request`: the address or a header cannot be sent
 * - `forbidden_address`: the target is not a host on the internet
 * - `unreachable`: no connection, or it broke
 * - `timeout`, `too_large`, `too_many_redirects`
 */
export type FetchErrorCode =
  | "invalid_request"
  | "forbidden_address"
  | "unreachable"
  | "timeout"
  | "too_large"
  | "too_many_redirects";

interface FetchErrorDetails {
  sent: boolean;
  status?: number;
  cause?: unknown;
}

/** No usable answer. Recognise it with `isFetchError`. */
export class FetchError extends Error {
  readonly isFetchError = true;
  readonly code: FetchErrorCode;
  /** The request, or a part of it, may have reached the target: whether it did its work is unknown. */
  readonly sent: boolean;
  /** Status of the answer, when only its body could not be had. */
  readonly status: number | undefined;

  constructor(code: FetchErrorCode, message: string, { sent, status, cause }: FetchErrorDetails) {
    super(message, { cause });
    this.name = "FetchError";
    this.code = code;
    this.sent = sent;
    this.status = status;
  }
}

export const isFetchError = (error: unknown): error is FetchError =>
  typeof error === "object" && error !== null && (error as Partial<FetchError>).isFetchError === true;
