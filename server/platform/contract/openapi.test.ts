import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { operations } from "#server/domain/operations.ts";
import { reference, referenceOperation } from "../http/testing/reference-check.ts";
import { openApiDocument } from "./openapi.ts";

type Json = Record<string, unknown>;
interface Described {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

const document = openApiDocument(operations);
const paths = document.paths as Record<string, Record<string, Described>>;
const described = operations.map((operation) => ({
  operation,
  ours: paths[operation.path]?.[operation.method.toLowerCase()] as Described,
  theirs: referenceOperation(operation.method, operation.path) as unknown as Described | undefined,
}));
const known = described.filter(({ theirs }) => theirs !== undefined);

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

test("the reference knows enough of our operations for this file to mean something", () => {
  expect(known.length).toBeGreaterThan(5);
});

/** Fields of the reference that we ignore like any unknown field, because what they speak of does not exist here. */
const ignoredFields: Record<string, string[]> = {
  "conversations.update": ["sla_policy_id"],
  // The address of a webhook stays (settings §9).
  "webhooks.update": ["url"],
};

test.each(known.map((entry) => [entry.operation.id, entry] as const))(
  "%s takes what the reference takes",
  (id, { ours, theirs }) => {
    const queryNames = (parameters: Described["parameters"] | undefined) =>
      (parameters ?? [])
        .filter((parameter) => parameter.in === "query")
        .map((parameter) => parameter.name.replace("[]", ""));
    expect(queryNames(ours.parameters)).toEqual(expect.arrayContaining(queryNames(theirs?.parameters)));
    const taken = [...bodyFields(ours), ...(ignoredFields[id] ?? [])];
    expect(taken).toEqual(expect.arrayContaining(bodyFields(theirs)));
  },
);

/** Names of the fields of a body, looking through the reference's shared schemas. */
function bodyFields(entry: Described | undefined): string[] {
  const schema = entry?.requestBody?.content["application/json"]?.schema;
  return schema ? fieldsOf(schema) : [];
}

function fieldsOf(schema: Json): string[] {
  const target = typeof schema.$ref === "string" ? resolve(schema.$ref) : schema;
  const parts = [...((target.allOf as Json[] | undefined) ?? []), ...((target.anyOf as Json[] | undefined) ?? [])];
  return [...Object.keys((target.properties as Json | undefined) ?? {}), ...parts.flatMap(fieldsOf)];
}

function resolve(pointer: string): Json {
  return pointer
    .slice(2)
    .split("/")
    .reduce((node, key) => node[key] as Json, reference as unknown as Json);
}
