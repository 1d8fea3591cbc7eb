import { AppError } from "../app-error.ts";

export type Fields = { [key: string]: FieldValue };
export type FieldValue = string | File | Fields | FieldValue[];

const DEEPEST = 32;

/**
 * Turns flat form or query fields into a tree: `a[b]=1` is `{a: {b: "1"}}`, `a[]=1` a list, `a[][b]=1` a list of objects. Of a
 * repeated plain key the last counts (contract, conventions §1). A file input left empty is left out.
 *
 * @throws bad_request when one key is used as two kinds of thing
 */
export function formFields(entries: Iterable<[string, string | File]>): Fields {
  const root: Fields = {};
  for (const [name, value] of entries) {
    if (value instanceof File && value.name === "" && value.size === 0) continue;
    const keys = keysOf(name);
    if (keys.length > DEEPEST) throw new AppError("bad_request", { public: "The fields are nested too deeply" });
    if (!keys.includes("__proto__")) place(root, keys, value);
  }
  return root;
}

/** `a[b][]` → `["a", "b", ""]`; a name with odd brackets is taken as it stands. */
function keysOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) return [name];
  const rest = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "");
  return [match[1] ?? name, ...rest];
}

function place(target: Fields, keys: string[], value: string | File): void {
  const [key = "", ...rest] = keys;
  if (rest.length === 0) target[key] = value;
  else if (rest[0] === "") placeInList(listAt(target, key), rest.slice(1), value);
  else place(objectAt(target, key), rest, value);
}

function placeInList(list: FieldValue[], keys: string[], value: string | File): void {
  if (keys.length === 0) {
    list.push(value);
    return;
  }
  const last = list.at(-1);
  const fits = isFields(last) && !(keys[0] !== undefined && keys[0] in last && keys[1] !== "");
  const item: Fields = fits ? last : {};
  if (!fits) list.push(item);
  place(item, keys, value);
}

function listAt(target: Fields, key: string): FieldValue[] {
  const known = Object.hasOwn(target, key) ? target[key] : undefined;
  if (known === undefined) {
    const list: FieldValue[] = [];
    target[key] = list;
    return list;
  }
  if (Array.isArray(known)) return known;
  throw clash(key);
}

function objectAt(target: Fields, key: string): Fields {
  const known = Object.hasOwn(target, key) ? target[key] : undefined;
  if (known === undefined) {
    const fields: Fields = {};
    target[key] = fields;
    return fields;
  }
  if (isFields(known)) return known;
  throw clash(key);
}

const isFields = (value: FieldValue | undefined): value is Fields =>
  typeof value === "object" && !Array.isArray(value) && !(value instanceof File);

const clash = (key: string) => new AppError("bad_request", { public: `The field ${key} is given in two shapes` });
