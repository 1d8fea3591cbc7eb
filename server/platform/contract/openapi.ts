import { z } from "zod";
import type { DocumentedPage } from "./documented-page.ts";
import type { Caller, Operation } from "./operation.ts";

type Json = Record<string, unknown>;

/** The OpenAPI document of the operations and pages given, from their zod schemas alone. */
export function openApiDocument(operations: readonly Operation[], pages: readonly DocumentedPage[] = []): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations.toSorted((left, right) => left.path.localeCompare(right.path))) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] as Json, methodsOf(operation));
  }
  for (const page of pages) paths[page.path] = { get: describePage(page) };
  return {
    openapi: "3.1.0",
    info: { title: "Parley", version: "1.0.0", description: "Conversations with customers, over every channel." },
    paths,
    components: {
      securitySchemes: { apiAccessToken: { type: "apiKey", in: "header", name: "api_access_token" } },
    },
  };
}

/** An update answers to PATCH and PUT alike; it is documented under both. */
function methodsOf(operation: Operation): Json {
  const entry = describeOperation(operation);
  const method = operation.method.toLowerCase();
  if (method === "patch") return { patch: entry, put: { ...entry, operationId: `${operation.id}.put` } };
  return { [method]: entry };
}

function describeOperation(operation: Operation): Json {
  const status = String(operation.status ?? 200);
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.callers.includes("nobody") ? [{}] : [{ apiAccessToken: [] }],
    description: `For: ${operation.callers.map((caller) => callers[caller]).join(", ")}.`,
    parameters: [...pathParameters(operation), ...queryParameters(operation)],
    ...(operation.body && { requestBody: requestBody(operation) }),
    responses: { [status]: success(operation), ...failures(operation) },
  };
}

function describePage(page: DocumentedPage): Json {
  return {
    operationId: page.id,
    summary: page.summary,
    tags: [page.tag],
    security: [{}],
    parameters: pathParameters(page),
    responses: {
      200: { description: page.summary, content: { "text/html": { schema: { type: "string" } } } },
    },
  };
}

const callers: Record<Caller, string> = {
  user: "people",
  administrator: "administrators",
  agent_bot: "agent bots",
  platform_app: "platform apps",
  nobody: "everybody",
};

function pathParameters(operation: Pick<Operation, "path" | "params">): Json[] {
  const known = propertiesOf(operation.params);
  return [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: known.properties[name] ?? { type: "integer" },
  }));
}

function queryParameters(operation: Operation): Json[] {
  const { properties, required } = propertiesOf(operation.query);
  return Object.entries(properties).map(([name, schema]) => {
    const isList = schema.type === "array";
    return { name: isList ? `${name}[]` : name, in: "query", required: required.includes(name), schema };
  });
}

function propertiesOf(schema: z.ZodType | undefined): { properties: Record<string, Json>; required: string[] } {
  const { properties, required } = schema ? jsonSchema(schema, "input") : {};
  return { properties: (properties ?? {}) as Record<string, Json>, required: (required ?? []) as string[] };
}

function requestBody(operation: Operation): Json {
  if (operation.isBytes)
    return {
      required: true,
      content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
    };
  const schema = operation.body ? jsonSchema(operation.body, "input") : {};
  const wrapped = operation.rootKey ? { type: "object", properties: { [operation.rootKey]: schema } } : schema;
  return {
    required: true,
    content: { "application/json": { schema }, "multipart/form-data": { schema: wrapped } },
  };
}

function success(operation: Operation): Json {
  if (operation.isCsv)
    return { description: operation.summary, content: { "text/csv": { schema: { type: "string" } } } };
  if (operation.media) return { description: "Done", content: { [operation.media]: { schema: { type: "string" } } } };
  if (!operation.response) return { description: "Done" };
  return {
    description: operation.summary,
    content: { "application/json": { schema: jsonSchema(operation.response, "output") } },
  };
}

const errorSchema = {
  type: "object",
  properties: {
    error: { type: "string" },
    message: { type: "string" },
    errors: { type: "array", items: { type: "string" } },
    attributes: { type: "array", items: { type: "string" } },
  },
};

function failures(operation: Operation): Json {
  const answer = (description: string) => ({ description, content: { "application/json": { schema: errorSchema } } });
  const takesInput = operation.body || operation.query;
  return {
    ...(!operation.callers.includes("nobody") && { 401: answer("Not signed in, or not allowed") }),
    ...(operation.path.includes("{") && { 404: answer("No such resource in this account") }),
    ...(takesInput && { 422: answer("The input breaks a rule; `attributes` names the fields") }),
    429: { description: "Too many requests; `Retry-After` says when to come back" },
  };
}

/** Files have no JSON form; everything else comes from zod. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: target }) => {
      if (zodSchema._zod.def.type === "custom") Object.assign(target, { type: "string", format: "binary" });
    },
  }) as Json;
  return rest;
}
