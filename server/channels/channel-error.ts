/**
 * - `refused`: never try again; the reason is for the agent
 * - `throttled`: again after `retryAfter` seconds
 * - `temporary`: again later; nothing was sent
 * - `unknown`: it may have been sent
 */
export type ChannelErrorKind = "refused" | "throttled" | "temporary" | "unknown";

/** What adapters throw. Recognise it with `isChannelError`. */
export class ChannelError extends Error {
  readonly isChannelError = true;
  readonly kind: ChannelErrorKind;
  /** The provider's code, for the table of sentences that people see. */
  readonly code: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    kind: ChannelErrorKind,
    message: string,
    more: { code?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "ChannelError";
    this.kind = kind;
    this.code = more.code;
    this.retryAfter = more.retryAfter;
  }
}

export const isChannelError = (error: unknown): error is ChannelError =>
  typeof error === "object" && error !== null && (error as Partial<ChannelError>).isChannelError === true;
