import { existsSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { documentedPages, operations } from "#server/domain/operations.ts";
import { openApiDocument } from "./openapi.ts";

type Json = Record<string, unknown>;
interface Described {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

const document = openApiDocument(operations, documentedPages);
const paths = document.paths as Record<string, Record<string, Described>>;
const described = operations.map((operation) => ({
  operation,
  ours: paths[operation.path]?.[operation.method.toLowerCase()] as Described,
}));

test("every operation is described, with every parameter of its path", () => {
  for (const { operation, ours } of described) {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = ours.parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
    expect(declared, operation.id).toEqual(inPath);
  }
});

test("schemas are valid, and the document is plain JSON", () => {
  const ajv = new Ajv2020({ strict: false, formats: { binary: true }, validateFormats: false });
  for (const { operation, ours } of described) {
    const bodies = [ours.requestBody?.content, ...Object.values(ours.responses).map((response) => response.content)];
    for (const content of bodies) {
      for (const { schema } of Object.values(content ?? {}))
        expect(() => ajv.compile(schema), operation.id).not.toThrow();
    }
  }
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test("a page stands in the tree where the description says", () => {
  for (const page of documentedPages) {
    const folder = `app${page.path.replace(/\{(\w+)\}/g, "[$1]")}`;
    const root = path.resolve(import.meta.dirname, "../../..");
    expect(existsSync(path.join(root, folder, "page.tsx")), folder).toBe(true);
    expect(Object.keys(paths[page.path]?.get?.responses[200]?.content ?? {})).toEqual(["text/html"]);
  }
});
