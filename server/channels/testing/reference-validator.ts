import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

type Json = Record<string, unknown>;

interface Operation {
  method: string;
  template: string;
  pattern: RegExp;
  parameters: { name: string; in: string; required: boolean; validate: ValidateFunction }[];
  body: ValidateFunction | null;
  bodyRequired: boolean;
}

export interface Verdict {
  /** Path as the description has it; null when it has no such path and method. */
  operation: string | null;
  problems: string[];
}

/**
 * Makes the check of a request against a provider's published description.
 *
 * @param channelKey  the channel's folder, where the description is (`reference.json`)
 */
export function createReferenceValidator(
  channelKey: string,
): (request: { method: string; path: string; body: unknown }) => Verdict {
  const operations = readOperations(channelKey);
  return ({ method, path, body }) => {
    const url = new URL(path, "http://provider");
    const operation = operations.find(
      (candidate) => candidate.method === method && candidate.pattern.test(url.pathname),
    );
    if (!operation) return { operation: null, problems: ["no such operation"] };
    return {
      operation: operation.template,
      problems: [...parameterProblems(operation, url), ...bodyProblems(operation, body)],
    };
  };
}

function parameterProblems(operation: Operation, url: URL): string[] {
  const parts = operation.pattern.exec(url.pathname)?.groups ?? {};
  return operation.parameters.flatMap(({ name, in: place, required, validate }) => {
    const value = place === "path" ? decodeURIComponent(parts[name] ?? "") : url.searchParams.get(name);
    if (value === null) return required ? [`${name} is missing`] : [];
    return validate(value) ? [] : [`${name} ${explain(validate)}`];
  });
}

function bodyProblems({ body: validate, bodyRequired }: Operation, body: unknown): string[] {
  if (body === undefined) return bodyRequired ? ["the body is missing"] : [];
  if (!validate) return ["a body where none is expected"];
  return validate(body) ? [] : [`body ${explain(validate)}`];
}

const explain = (validate: ValidateFunction): string =>
  (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`.trim()).join(", ");

function readOperations(channelKey: string): Operation[] {
  const description = JSON.parse(
    readFileSync(new URL(`../${channelKey}/reference.json`, import.meta.url), "utf8"),
  ) as Json;
  // The description is OpenAPI 3.0: its keywords beside JSON Schema are of no interest here. Query values are text.
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
  addFormats.default(ajv);
  const query = new Ajv({ strict: false, coerceTypes: true });
  addFormats.default(query);
  for (const instance of [ajv, query]) instance.addSchema({ ...description, $id: "reference" });
  const follow = (value: Json): Json => (typeof value.$ref === "string" ? follow(at(description, value.$ref)) : value);
  const compile = (instance: Ajv, schema: unknown) => instance.compile(absolute(schema) as Json);
  return Object.entries(description.paths as Record<string, Record<string, Json>>)
    .flatMap(([template, methods]) =>
      Object.entries(methods)
        .filter(([method]) => ["get", "post", "put", "patch", "delete", "head"].includes(method))
        .map(([method, definition]): Operation => {
          const parameters = ((definition.parameters ?? []) as Json[]).map(follow);
          const requestBody = definition.requestBody ? follow(definition.requestBody as Json) : undefined;
          const content = (requestBody?.content as Json | undefined)?.["application/json"] as Json | undefined;
          return {
            method: method.toUpperCase(),
            template,
            pattern: new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
            parameters: parameters.map((parameter) => ({
              name: String(parameter.name),
              in: String(parameter.in),
              required: parameter.required === true,
              validate: compile(query, parameter.schema ?? {}),
            })),
            body: content ? compile(ajv, content.schema) : null,
            bodyRequired: requestBody?.required === true,
          };
        }),
    )
    .sort((one, other) => placeholders(one) - placeholders(other));
}

/** Fixed paths are tried before those with placeholders: `/messages/text` before `/messages/{MessageID}`. */
const placeholders = ({ template }: Operation): number => template.split("{").length;

const at = (document: Json, reference: string): Json =>
  reference
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((node, key) => (node as Json)[key], document) as Json;

/** References inside a part of the description mean the whole of it. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === "$ref" ? `reference${String(member)}` : absolute(member),
    ]),
  );
}
