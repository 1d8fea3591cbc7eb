/** An answer with headers or a status of its own. Use cases return it only where the contract asks for more than a body. */
export interface Reply<T = unknown> {
  isReply: true;
  body: T;
  status?: number;
  headers?: Record<string, string>;
}

/**
 * @param body  what the operation's `response` describes; undefined for an empty body
 */
export function reply<T>(body: T, details: { status?: number; headers?: Record<string, string> } = {}): Reply<T> {
  return { isReply: true, body, ...details };
}

export const isReply = (value: unknown): value is Reply =>
  typeof value === "object" && value !== null && (value as Partial<Reply>).isReply === true;
