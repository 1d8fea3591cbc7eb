import { headers } from "next/headers";
import type { Operation, Result } from "#server/platform/contract/operation.ts";
import { type ActionResult, runAction } from "#server/platform/http/action.ts";
import type { UseCase } from "#server/platform/http/endpoint.ts";

/** A server action: called with an object, or by a form through `useActionState`. It never throws. */
export interface Action<T> {
  (input: unknown): Promise<ActionResult<T>>;
  (previous: unknown, form: FormData): Promise<ActionResult<T>>;
}

/** Makes a server action of the pair that `endpoint` makes a route of. */
export function action<O extends Operation>(operation: O, perform: UseCase<O>): Action<Result<O>> {
  return async (...given: [input: unknown] | [previous: unknown, form: FormData]) =>
    runAction(operation, perform, { headers: await headers(), input: given.at(-1) });
}
