import { readFileSync } from "node:fs";
import path from "node:path";
import { sourceFiles } from "./source-files.ts";

/** Who writes a row also keeps its rules, so of the nouns only one writes a table. The machinery is no noun. */
export function checkWriters(root: string): string[] {
  const files = sourceFiles(root).filter((file) => !/(\.test\.tsx?$|\/testing\/|^e2e\/|^server\/bench\/)/.test(file));
  const texts = new Map(files.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
  const tables = readTables([...texts].filter(([file]) => file.startsWith("db/schema/")).map(([, text]) => text));
  if (tables.size === 0) return ["No tables were found in db/schema"];
  const writers = new Map<string, Map<string, string>>();
  for (const [file, text] of texts) {
    if (!file.startsWith("server/domain/")) continue;
    for (const table of writtenTables(text, tables)) {
      const known = writers.get(table) ?? new Map<string, string>();
      writers.set(table, known.set(writerOf(file), file));
    }
  }
  return [...writers]
    .filter(([, files]) => files.size > 1)
    .map(([table, files]) => `${table} is written by several: ${[...files.values()].join(", ")}`);
}

const writerOf = (file: string): string => file.split("/", 3).join("/");

/** Name in the code → name in the database. */
function readTables(schemas: string[]): Map<string, string> {
  const found = schemas.flatMap((text) => [...text.matchAll(/export const (\w+) = pgTable\(\s*"(\w+)"/g)]);
  return new Map(found.map(([, variable, name]) => [variable as string, name as string]));
}

function writtenTables(text: string, tables: Map<string, string>): Set<string> {
  const written = new Set<string>();
  for (const [, variable] of text.matchAll(/\.(?:insert|update|delete)\((\w+)\)/g)) {
    const table = tables.get(variable ?? "");
    if (table) written.add(table);
  }
  const names = [...tables.values()].join("|");
  const statement = new RegExp(`\\b(?:insert\\s+into|delete\\s+from|update)\\s+"?(${names})"?\\s+(?:as\\s+)?`, "gi");
  for (const [whole, name] of text.matchAll(statement)) {
    if (name && (!/^update/i.test(whole) || isUpdate(text, whole))) written.add(name);
  }
  for (const [, variable] of text.matchAll(/\b(?:insert\s+into|delete\s+from|update)\s+\$\{(\w+)\}/gi)) {
    const table = tables.get(variable ?? "");
    if (table) written.add(table);
  }
  return written;
}

/** `update` is also a word: only with `set` after the table it is a statement. `for update` is a lock. */
function isUpdate(text: string, whole: string): boolean {
  const at = text.indexOf(whole);
  return (
    /^(?:\w+\s+)?set\b/i.test(text.slice(at + whole.length)) && !/\bfor\s+$/i.test(text.slice(Math.max(0, at - 10), at))
  );
}
