/** A query as the contract's servers read it: `labels[]=a&labels[]=b`, `meta[key]=value`. Nothing for undefined and null. */
export function toQuery(fields: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of flatten(fields)) query.append(name, String(value));
  return query.toString();
}

/** A multipart form with the same names; files keep theirs. */
export function toFormData(fields: Record<string, unknown>, rootKey?: string): FormData {
  const form = new FormData();
  for (const [name, value] of flatten(rootKey ? { [rootKey]: fields } : fields)) {
    if (value instanceof Blob) form.append(name, value);
    else form.append(name, String(value));
  }
  return form;
}

function* flatten(fields: Record<string, unknown>, prefix = ""): Generator<[string, unknown]> {
  for (const [key, value] of Object.entries(fields)) {
    const name = prefix ? `${prefix}[${key}]` : key;
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) for (const item of value) yield [`${name}[]`, item];
    else if (typeof value === "object" && !(value instanceof Blob))
      yield* flatten(value as Record<string, unknown>, name);
    else yield [name, value];
  }
}
