import { AppError, isAppError, parameterMissing } from "../app-error.ts";
import type { Operation } from "../contract/operation.ts";
import { cleanInput } from "./clean-input.ts";
import { formFields } from "./form-fields.ts";

/** Largest body in bytes where the operation names none. */
const MAX_BYTES = 1024 * 1024;

export interface Decoded {
  query: unknown;
  /** Undefined when the operation takes no body. */
  body: unknown;
}

/**
 * Reads query and body into plain values: JSON, form or multipart (files as `File`), root key removed. Where the body needs
 * no root key, what the address names counts as part of it, for clients that send parameters of a POST or DELETE that way.
 *
 * @throws bad_request for malformed bodies, too_large, parameter_missing for a form without its root key
 */
export async function decodeRequest(request: Request, operation: Operation): Promise<Decoded> {
  const query = cleanInput(formFields(new URL(request.url).searchParams)) as Record<string, unknown>;
  if (!operation.body) return { query, body: undefined };
  const bytes = await readBytes(request, operation.maxBytes ?? MAX_BYTES);
  if (operation.isBytes) return { query, body: { file: new File([bytes], "file", { type: contentTypeOf(request) }) } };
  const isForm = /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(contentTypeOf(request));
  const value = cleanInput(isForm ? await parseForm(request, bytes) : parseJson(bytes));
  if (!operation.rootKey) return { query, body: isObject(value) ? { ...query, ...value } : value };
  return { query, body: withoutRootKey(value, operation.rootKey, { operation, isForm }) };
}

const contentTypeOf = (request: Request): string => request.headers.get("content-type") ?? "";

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new AppError("too_large", { public: `The request is larger than ${maxBytes} bytes` });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    // Whoever goes away while they still send is no fault of ours.
    throw new AppError("bad_request", { public: "The request broke off", cause });
  }
  return new Uint8Array(Buffer.concat(chunks, size));
}

function parseJson(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes).trim();
  if (text === "") return {};
  try {
    return JSON.parse(text) ?? {};
  } catch (cause) {
    throw new AppError("bad_request", { public: "The request body is not valid JSON", cause });
  }
}

async function parseForm(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  if (bytes.byteLength === 0) return {};
  const copy = new Response(bytes, { headers: { "content-type": contentTypeOf(request) } });
  let form: FormData;
  try {
    form = await copy.formData();
  } catch (cause) {
    throw new AppError("bad_request", { public: "The form could not be read", cause });
  }
  return formFields(form as unknown as Iterable<[string, string | File]>);
}

/** JSON may leave the root key out, when something of the resource stands at the top; forms may not. */
function withoutRootKey(value: unknown, rootKey: string, request: { operation: Operation; isForm: boolean }): unknown {
  const { operation, isForm } = request;
  if (!isObject(value)) return value;
  const inner = Object.hasOwn(value, rootKey) ? value[rootKey] : undefined;
  if (isObject(inner)) return { ...value, ...inner };
  if (isForm || !hasKnownField(value, operation)) throw parameterMissing(rootKey);
  return value;
}

function hasKnownField(value: Record<string, unknown>, operation: Operation): boolean {
  const shape = (operation.body as { shape?: Record<string, unknown> }).shape ?? {};
  return Object.keys(shape).some((field) => Object.hasOwn(value, field));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof File);
