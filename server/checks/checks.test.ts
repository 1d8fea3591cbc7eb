import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { checkWriters } from "./one-writer.ts";
import { checkProviderNames } from "./providers-at-home.ts";

const roots: string[] = [];

function plant(tree: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), "parley-checks-"));
  roots.push(root);
  for (const folder of ["app", "components", "server", "db", "e2e"]) mkdirSync(path.join(root, folder));
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const schema = { "db/schema/notes.ts": 'export const notes = pgTable("notes", {});' };

test.each([
  ["drizzle", "tx.db.insert(notes).values({})"],
  ["a statement", "sql`update notes set a = 1`"],
  ["a statement with an alias", "sql`update notes n set a = 1`"],
  ["a table in a template", "sql`delete from ${notes} where true`"],
])("a second noun that writes a table by %s is found", (_, line) => {
  const root = plant({ ...schema, "server/domain/a/x.ts": "db.insert(notes)", "server/domain/b/y.ts": line });
  expect(checkWriters(root)).toEqual(["notes is written by several: server/domain/a/x.ts, server/domain/b/y.ts"]);
});

test("reading, locking and writing from two files of one noun are allowed", () => {
  const root = plant({
    ...schema,
    "server/domain/a/x.ts": "db.insert(notes)",
    "server/domain/a/y.ts": "db.delete(notes)",
    "server/domain/b/z.ts": "sql`select * from notes for update`; // update notes often",
  });
  expect(checkWriters(root)).toEqual([]);
});

test("a provider named outside its folder is found with its line", () => {
  const root = plant({
    "server/channels/telegraph/index.ts": 'export const key = "telegraph";',
    "server/channels/registry.ts": 'import { telegraph } from "./telegraph/index.ts";',
    "app/page.tsx": "const a = 1;\nconst name = 'Telegraph';",
    "components/a.tsx": 'if (inbox.channel_type === "Channel::Pigeon") send();',
  });
  expect(checkProviderNames(root)).toEqual(["app/page.tsx:2 names a provider", "components/a.tsx:1 names a provider"]);
});
