import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Operation } from "../../contract/operation.ts";

type Json = Record<string, unknown>;

const file = new URL("../../contract/reference/chatwoot.json", import.meta.url);

/** The published OpenAPI file of the contract. */
export const reference = JSON.parse(readFileSync(file, "utf8")) as {
  paths: Record<string, Record<string, Json>>;
  components: Record<string, Json>;
};

/**
 * Where the file contradicts what servers send and clients read; the conventions win. Operation → JSON pointers of errors that
 * are expected.
 */
const deviations: Record<string, RegExp> = {
  // The file says `available` where every server says `online` (conventions §9).
  "agents.": /\/availability_status$/,
  "inbox_members.": /\/availability_status$/,
  "team_members.": /\/availability_status$/,
  // The file leaves out signing in and out, which servers write as well (settings §15).
  "audit_logs.": /\/action$/,
  // The file says text, servers send unix seconds (conventions §6).
  "contacts.conversations":
    /\/timestamp$|\/(messages\/\d+|last_non_activity_message)\/(updated_at|sender_type|message_type|content_type)$/,
  "messages.": /\/meta\/assignee\/availability_status$/,
  // Colleagues write too, whatever the second description of the same page says (messages §1).
  "messages.list_by_short_path": /\/sender\/type$/,
  // The file says a list of names, servers send `{flag: true}` (settings §1).
  "accounts.": /^\/features$/,
  // The file says a list, every server gives `{ contact, contact_inbox }` and every client reads that (contacts §2).
  "contacts.create": /^\/payload$/,
  // The file says a number, servers sign it and every client sends text back (help center §2). The list as in inboxes.
  "portals.": /\/blob_id$|\/selected_feature_flags$/,
  // The file says an object, the widget and every client read a list of names (inboxes §3).
  "inboxes.": /\/selected_feature_flags$/,
  // The file says a text, every server gives a list and every client reads that (settings §7).
  "custom_attribute_definitions.": /\/attribute_values$/,
  // Text in the file, unix seconds everywhere else (conversations §1).
  "conversations.":
    /\/timestamp$|\/(messages\/\d+|last_non_activity_message)\/(updated_at|sender_type|message_type|content_type)$/,
  // The file says a list or a bare object, every server wraps them and every client reads that (settings §9).
  "webhooks.": /^$/,
  // The file has numbers and objects as text here (public API §1).
  "public.": /\/(id|inbox_id|conversation_id|message_type|created_at|content_attributes)$/,
  // Numbers and names have other types in the file than anywhere else (settings §12).
  "integrations.": /^\/(id|account_id|hook_type)$/,
  // Text in the file, numbers from every server; and `{}` for an unknown metric (reports §3).
  "reports.time_series": /^$|\/value$/,
  "reports.summary": /\/(avg_\w+|reply_time)$/,
  // One address with two shapes: the file describes one of them for each spelling of it (reports §3).
  "reports.conversations": /^$/,
  // The file has a body, servers answer 202 with none and do the work in the background (groups §4).
  "groups.sync": /^$/,
  // Nobody is assigned any more: the body is `null` (conversations §5).
  "conversations.assign": /^$/,
};

/**
 * Compares an answer with the schema of the reference file. Null counts as absent: the file never says what may be null.
 *
 * @throws Error with the differences; nothing happens for operations the file does not know
 */
export function checkAgainstReference(operation: Operation, body: unknown): void {
  const validate = validatorFor(operation);
  if (!validate || validate(body)) return;
  const expected = Object.entries(deviations).filter(([prefix]) => operation.id.startsWith(prefix));
  const faults = (validate.errors ?? []).filter(
    (error) => error.keyword !== "anyOf" && !expected.some(([, pattern]) => pattern.test(error.instancePath)),
  );
  const real = faults.filter((error) => error.message !== "must be null");
  if (real.length === 0) return;
  const lines = real.map((error) => `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
  throw new Error(`The answer of ${operation.id} differs from the reference: ${lines.slice(0, 10).join("; ")}`);
}

/** The reference's entry for an operation; names of path parameters may differ. */
export function referenceOperation(method: string, path: string): Json | undefined {
  const entry = Object.entries(reference.paths).find(([known]) => shapeOf(known) === shapeOf(path));
  return entry?.[1][method.toLowerCase()];
}

const shapeOf = (path: string): string => path.replace(/\{\w+\}/g, "{}").replace(/\/$/, "");

const validators = new Map<string, ValidateFunction | null>();
let ajv: Ajv | undefined;

function validatorFor(operation: Operation): ValidateFunction | null {
  const known = validators.get(operation.id);
  if (known !== undefined) return known;
  const schema = responseSchema(referenceOperation(operation.method, operation.path));
  const validate = schema ? compile(schema) : null;
  validators.set(operation.id, validate);
  return validate;
}

/** The schema of the answer with status 200. */
export function responseSchema(entry: Json | undefined): Json | undefined {
  const responses = entry?.responses as Record<string, { content?: Record<string, { schema?: Json }> }> | undefined;
  return responses?.["200"]?.content?.["application/json"]?.schema;
}

function compile(schema: Json): ValidateFunction {
  if (!ajv) {
    ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ $id: "reference", ...(withNulls({ components: reference.components }) as Json) });
  }
  return ajv.compile(withNulls(schema) as Json);
}

/** Every property may be null, and references point into the file. */
function withNulls(value: unknown, inProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withNulls(item));
  if (typeof value !== "object" || value === null) return value;
  const result: Json = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === "nullable") continue;
    const isSchemaMap = key === "properties" && !inProperties;
    const mapped =
      key === "$ref" && typeof item === "string" ? item.replace(/^#/, "reference#") : withNulls(item, isSchemaMap);
    result[key] = inProperties ? { anyOf: [mapped, { type: "null" }] } : mapped;
  }
  return result;
}
