import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { GET } from "../../../app/api/openapi.json/route.ts";
import { call } from "../http/testing/call.ts";
import { reference } from "../http/testing/reference-check.ts";

type Json = Record<string, unknown>;
interface Described {
  parameters?: Json[];
  requestBody?: Json;
}
interface Parameter {
  name: string;
  in: string;
  schema: Json;
}
type Document = { paths: Record<string, Record<string, Described>> };

const verbs = ["get", "post", "put", "patch", "delete"];

/** Every operation of the reference file. Its shared parameters stand beside the methods. */
const promised = Object.entries(reference.paths).flatMap(([path, entry]) =>
  verbs
    .filter((verb) => verb in entry)
    .map((verb) => ({
      name: `${verb.toUpperCase()} ${path}`,
      shape: shapeOf(path),
      verb,
      theirs: withShared(entry[verb] as Described, (entry as unknown as { parameters?: Json[] }).parameters),
    })),
);

/** Fields of the reference that are ignored like any unknown field, because what they speak of does not exist here. */
const ignored: Record<string, string[]> = {
  "PATCH /api/v1/accounts/{account_id}/conversations/{conversation_id}": ["sla_policy_id"],
  // Which help center a widget offers is not chosen here.
  "POST /api/v1/accounts/{account_id}/inboxes/": ["portal_id"],
  "PATCH /api/v1/accounts/{account_id}/inboxes/{id}": ["portal_id"],
  // All of them come at once (settings §11).
  "GET /api/v1/accounts/{account_id}/automation_rules": ["?page"],
  // The address of a webhook stays (settings §9).
  "PATCH /api/v1/accounts/{account_id}/webhooks/{webhook_id}": ["url"],
};

let ours = new Map<string, Record<string, Described>>();

beforeAll(async () => {
  await startTestRuntime();
  const { body } = await call(GET);
  const { paths } = JSON.parse(JSON.stringify(body)) as Document;
  ours = new Map(Object.entries(paths).map(([path, entry]) => [shapeOf(path), entry]));
});
afterAll(stopTestRuntime);

test("the reference file has the 154 operations that are promised", () => {
  expect(promised).toHaveLength(154);
});

test("GET /api/openapi.json describes every operation of the reference file", () => {
  const missing = promised.filter(({ shape, verb }) => !ours.get(shape)?.[verb]);
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test.each(promised.map((entry) => [entry.name, entry] as const))("%s takes what the reference takes", (name, entry) => {
  const mine = ours.get(entry.shape)?.[entry.verb];
  const taken = [...parametersOf(mine), ...bodyFields(mine, documentOf(mine)), ...(ignored[name] ?? [])];
  const wanted = [...parametersOf(entry.theirs), ...bodyFields(entry.theirs, reference)];
  expect(wanted.filter((field) => !isTaken(field, taken)).join(" ")).toBe("");
});

/** A field inside an object that takes anything is taken. */
const isTaken = (field: string, taken: string[]): boolean =>
  taken.includes(field) || taken.some((known) => known.endsWith(".*") && field.startsWith(known.slice(0, -1)));

function shapeOf(path: string): string {
  return path.replace(/\{\w+\}/g, "{}").replace(/\/$/, "");
}

function withShared(entry: Described, shared: Json[] = []): Described {
  return { ...entry, parameters: [...shared, ...(entry.parameters ?? [])] };
}

/** How many the path has, and the names of the query: the names in the path are everybody's own. */
function parametersOf(entry: Described | undefined): string[] {
  const all = (entry?.parameters ?? []).map((parameter) => resolve(parameter, reference) as unknown as Parameter);
  const inPath = new Set(all.filter((parameter) => parameter.in === "path").map(({ name }) => name)).size;
  const inQuery = all.filter((parameter) => parameter.in === "query").map(({ name }) => `?${name.replace("[]", "")}`);
  return [...Array.from({ length: inPath }, (_, index) => `path ${index + 1}`), ...inQuery];
}

/** References in our description point into the schema they stand in. */
const documentOf = (entry: Described | undefined): unknown => entry && schemaOf(entry);

const schemaOf = (entry: Described): Json | undefined => {
  const content = entry.requestBody?.content as Record<string, { schema?: Json }> | undefined;
  return (content?.["application/json"] ?? content?.["multipart/form-data"])?.schema;
};

function bodyFields(entry: Described | undefined, root: unknown): string[] {
  const schema = entry && schemaOf(entry);
  return schema ? fieldsOf(schema, root) : [];
}

/** Names of all fields, `query.payload` for one inside another; `labels.*` for an object of which anything is taken. */
function fieldsOf(schema: Json, root: unknown, depth = 0): string[] {
  const target = resolve(schema, root);
  if (depth > 6) return [];
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => (target[key] as Json[] | undefined) ?? []);
  const properties = Object.entries((target.properties ?? {}) as Record<string, Json>);
  return [
    ...properties.flatMap(([key, value]) => [
      key,
      ...fieldsOf(value, root, depth + 1).map((inner) => `${key}.${inner}`),
    ]),
    ...parts.flatMap((part) => fieldsOf(part, root, depth)),
    ...(target.items ? fieldsOf(target.items as Json, root, depth) : []),
    ...(isOpen(target) && depth > 0 ? ["*"] : []),
  ];
}

/** Nothing is said about what is inside, so anything may be. */
function isOpen(schema: Json): boolean {
  if (Object.keys(schema).length === 0) return true;
  return "additionalProperties" in schema && schema.additionalProperties !== false && !schema.properties;
}

function resolve(schema: Json, root: unknown): Json {
  if (typeof schema.$ref !== "string") return schema;
  return schema.$ref
    .slice(2)
    .split("/")
    .reduce((node, key) => node[key] as Json, root as Json);
}
