import type { z } from "zod";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may knock. What they may do with which record is decided by policies, in the use case. */
export type Caller = "user" | "administrator" | "agent_bot" | "platform_app" | "nobody";

type Schema = z.ZodType;
type Output<S> = S extends z.ZodType<infer T> ? T : Record<never, never>;

export interface Operation<
  Path extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Response extends Schema | undefined = Schema | undefined,
> {
  /** `noun.verb`, unique: the name in logs, metrics and the authorisation matrix. */
  id: string;
  method: Method;
  /** As in the reference file, with `{parameters}`. */
  path: string;
  summary: string;
  tag: string;
  /** Any of these. `administrator` alone means: agents are refused with the contract's 401. */
  callers: readonly Caller[];
  /** Path parameters but `account_id`, which is in the context. */
  params?: Path;
  query?: Query;
  body?: Body;
  /** Missing: 200 with an empty body. */
  response?: Response;
  /** Answers with a stored file instead of JSON: the use case returns a `FileReference`. */
  isFile?: boolean;
  /** The body is the bytes of a file, whatever they are: the use case gets them as `file`. */
  isBytes?: boolean;
  /** Answers with a CSV file instead of JSON: the use case returns a `Download`. */
  isCsv?: boolean;
  /** Answers with text or bytes of this type instead of JSON; the use case returns them, bare or as a `Reply`. */
  media?: string;
  /** Root key that JSON may and forms must wrap their fields in (contract, conventions §1). */
  rootKey?: string;
  /** Status of a success; 200 unless the contract names another. */
  status?: number;
  /** Largest body in bytes; 1 MB unless said. */
  maxBytes?: number;
  /** Requests per minute and caller; the general limit unless said. */
  ratePerMinute?: number;
  /** The path's `account_id` is a parameter like any other: who calls is not in the account. */
  isOutsideAccount?: boolean;
  /** Wrong fields are told as one sentence under `error`, not field by field: the contract does so for new messages. */
  failsInOneSentence?: boolean;
  /** Who is no member gets 404 instead of 401: the contract does so for the account itself. */
  hiddenFromOutsiders?: boolean;
}

/** What a use case gets: path, query and body in one object. A name clash is a mistake in the contract. */
export type Input<O> =
  O extends Operation<infer P, infer Q, infer B, Schema | undefined> ? Output<P> & Output<Q> & Output<B> : never;

export type Result<O> =
  O extends Operation<Schema | undefined, Schema | undefined, Schema | undefined, infer R>
    ? R extends z.ZodType<infer T>
      ? T
      : undefined
    : never;

/** Declares one operation: validation, OpenAPI, client types and tests all read it. */
export function operation<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>(definition: Operation<P, Q, B, R>): Operation<P, Q, B, R> {
  return definition;
}
