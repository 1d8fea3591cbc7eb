import type { z } from "zod";
import type { Method, Operation, Result } from "#server/platform/contract/operation.ts";

/**
 * An operation as the browser calls it: method and path stand here as text, everything else is types. Contracts themselves stay
 * on the server, so that no schema is shipped to the page; `endpoint.test.ts` compares both.
 */
export interface Endpoint<O extends Operation> {
  method: Method;
  /** As in the contract, with `{parameters}`. */
  path: string;
  /** Needed where the endpoint takes files: forms wrap their fields in it. */
  rootKey?: string;
  /** Names that go into the query although the method has a body. */
  query?: readonly string[];
  /** Carries the types; never set. */
  readonly operation?: O;
}

/** Declares one: `const showProfile = endpoint<typeof contract.showProfile>("GET", "/api/v1/profile")`. */
export function endpoint<O extends Operation>(
  method: Method,
  path: string,
  details: { rootKey?: string; query?: readonly string[] } = {},
): Endpoint<O> {
  return { method, path, ...details };
}

type In<S> = S extends z.ZodType ? z.input<S> : Record<never, never>;
type Out<S> = S extends z.ZodType ? z.output<S> : Record<never, never>;

/** Optional where the contract is, typed as the use case will see it: ids are numbers, not whatever can become one. */
type Sent<S> = {
  [Key in keyof In<S> as undefined extends At<Out<S>, Key> ? never : Key]: At<Out<S>, Key>;
} & {
  [Key in keyof In<S> as undefined extends At<Out<S>, Key> ? Key : never]?: At<Out<S>, Key>;
};

type At<T, Key> = Key extends keyof T ? T[Key] : unknown;

type InputOf<S> = S extends z.ZodObject
  ? Pick<Partial<Sent<S>>, Extract<OptionalKeys<In<S>>, keyof Sent<S>>> &
      Pick<Sent<S>, Exclude<keyof Sent<S>, OptionalKeys<In<S>>>>
  : S extends z.ZodType
    ? z.output<S>
    : Record<never, never>;

type OptionalKeys<T> = { [Key in keyof T]-?: Record<never, never> extends Pick<T, Key> ? Key : never }[keyof T];

/** Path parameters, query and body in one object, as the use case gets them. `account_id` where the path has one. */
export type EndpointInput<O> =
  O extends Operation<infer P, infer Q, infer B>
    ? InputOf<P> & InputOf<Q> & InputOf<B> & { account_id?: number }
    : never;

export type EndpointResult<O> = Result<O>;
