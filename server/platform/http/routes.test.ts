import { expect, test } from "vitest";
import { operations } from "#server/domain/operations.ts";
import { type FoundRoute, findRoutes } from "./testing/find-routes.ts";

const routes = await findRoutes();

test("every handler is an endpoint of an operation at its own path and method", () => {
  expect(routes.length).toBeGreaterThan(20);
  const wrong = routes.filter(({ handler, verb, path: url }) => {
    const { operation } = handler;
    if (!operation || operation.path !== url) return true;
    const isUpdate = ["PUT", "PATCH"].includes(operation.method);
    return isUpdate ? !["PUT", "PATCH"].includes(verb) : operation.method !== verb;
  });
  expect(
    wrong.map(({ where, handler }) => `${where} serves ${handler.operation?.method} ${handler.operation?.path}`),
  ).toEqual([]);
});

test("every operation is served exactly once", () => {
  const served = new Map<string, number>();
  for (const { handler, verb } of routes) {
    if (handler.operation.method === verb)
      served.set(handler.operation.id, (served.get(handler.operation.id) ?? 0) + 1);
  }
  const counts = operations.map(({ id }) => `${id}: ${served.get(id) ?? 0}`);
  expect(counts).toEqual(operations.map(({ id }) => `${id}: 1`));
});

test("every served operation is in the list, so it is documented and in the matrix", () => {
  const listed = new Set(operations.map((operation) => operation.id));
  expect(routes.filter(({ handler }) => !listed.has(handler.operation.id)).map(({ where }) => where)).toEqual([]);
});

test("updates answer to PUT and PATCH alike", () => {
  const isUpdate = ({ handler }: FoundRoute) => ["PUT", "PATCH"].includes(handler.operation.method);
  const byPath = Map.groupBy(routes.filter(isUpdate), (route) => route.path);
  const oneSided = [...byPath].filter(
    ([, found]) => found.length !== 2 || found[0]?.handler.operation !== found[1]?.handler.operation,
  );
  expect(oneSided.map(([url]) => url)).toEqual([]);
});

test("ids of operations are unique", () => {
  const ids = operations.map((operation) => operation.id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
