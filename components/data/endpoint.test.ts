import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Operation } from "#server/platform/contract/operation.ts";

const root = new URL("../../", import.meta.url);
const declarations = globSync("components/**/*.{ts,tsx}", { cwd: root })
  .filter((file) => !file.endsWith(".test.ts") && file !== "components/data/endpoint.ts")
  .flatMap((file) => {
    const source = readFileSync(new URL(file, root), "utf8");
    const calls = source.matchAll(/\bendpoint<\s*typeof (?:\w+\.)?(\w+)\s*,?\s*>\(\s*"(\w+)",\s*"([^"]+)"/g);
    return [...calls].map(([, name = "", method = "", path = ""]) => ({ file, name, method, path }));
  });

test("what the browser calls is what the contracts declare", async () => {
  const contracts = globSync("server/domain/*/contract{,s}{,/**/*}.ts", { cwd: root });
  const operations = new Map<string, Operation>();
  for (const file of contracts) {
    const module: Record<string, unknown> = await import(new URL(file, root).href);
    for (const [name, value] of Object.entries(module))
      if (isOperation(value)) operations.set(`${name} ${value.path}`, value);
  }
  const wrong = declarations.filter(({ name, method, path }) => operations.get(`${name} ${path}`)?.method !== method);
  expect(wrong).toEqual([]);
});

const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "callers" in value && "path" in value;
