import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { openEmbeddedPostgres } from "./embedded-postgres.ts";

const folders: string[] = [];
const processes: ChildProcess[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "parley-embedded-"));
  folders.push(folder);
  return folder;
}

/** A server of its own: opens the database of the folder, says so, and stays until it is killed or told to stop. */
async function startOther(folder: string, role: string): Promise<{ said: string; process: ChildProcess }> {
  const module = path.join(import.meta.dirname, "embedded-postgres.ts");
  const program = `
    import { openEmbeddedPostgres } from ${JSON.stringify(module)};
    const opened = await openEmbeddedPostgres(${JSON.stringify(folder)}, ${JSON.stringify(role)}).catch((error) => {
      console.log(error.message);
      process.exit(1);
    });
    process.on("SIGTERM", () => opened.stop().then(() => process.exit(0)));
    console.log("open " + opened.url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  processes.push(child);
  const said = await new Promise<string>((resolve) =>
    child.stdout?.once("data", (data) => resolve(String(data).trim())),
  );
  return { said, process: child };
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once("exit", () => resolve()));

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const end = ended(child);
  child.kill(signal);
  await end;
}

async function query(url: string, statement: string): Promise<postgres.RowList<postgres.Row[]>> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

const postmaster = (folder: string) =>
  Number(readFileSync(path.join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

afterAll(async () => {
  for (const child of processes) if (child.exitCode === null && child.signalCode === null) await kill(child, "SIGTERM");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test("what was written is there after a stop and a start", async () => {
  const folder = newFolder();
  const first = await openEmbeddedPostgres(folder, "all");
  await query(first.url, "create table notes as select 'kept' as text");
  await first.stop();
  const second = await openEmbeddedPostgres(folder, "all");
  expect(await query(second.url, "select text from notes")).toEqual([{ text: "kept" }]);
  await second.stop();
});

test("a second server is refused with a sentence and harms nothing; an admin command joins", async () => {
  const folder = newFolder();
  const first = await startOther(folder, "all");
  expect((await startOther(folder, "all")).said).toMatch(/^Parley already runs in .* \(process \d+\)\./);
  const admin = await openEmbeddedPostgres(folder, "admin");
  await admin.stop();
  expect(await query(first.said.slice(5), "select 1 as one")).toEqual([{ one: 1 }]);
});

test("web and worker share the database of one folder", async () => {
  const folder = newFolder();
  const web = await startOther(folder, "web");
  const worker = await startOther(folder, "worker");
  expect(worker.said).toBe(web.said);
  expect((await startOther(folder, "web")).said).toMatch(/already runs/);
});

test("two first starts at once make one database and one of them is refused", async () => {
  const folder = newFolder();
  const both = await Promise.all([startOther(folder, "all"), startOther(folder, "all")]);
  const said = both.map((one) => one.said.slice(0, 4)).sort();
  expect(said).toEqual(["Parl", "open"]);
});

test("a database orphaned by kill -9 is taken over, running", async () => {
  const folder = newFolder();
  const first = await startOther(folder, "all");
  const before = postmaster(folder);
  await kill(first.process, "SIGKILL");
  const second = await openEmbeddedPostgres(folder, "all");
  expect(postmaster(folder)).toBe(before);
  await second.stop();
});

test("after kill -9 of server and database the next start recovers what was committed", async () => {
  const folder = newFolder();
  const first = await startOther(folder, "all");
  await query(first.said.slice(5), "create table notes as select 'kept' as text");
  const database = postmaster(folder);
  await kill(first.process, "SIGKILL");
  process.kill(database, "SIGKILL");
  const second = await openEmbeddedPostgres(folder, "all");
  expect(await query(second.url, "select text from notes")).toEqual([{ text: "kept" }]);
  await second.stop();
});

test("a noted pid that now belongs to somebody else does not stop a start", async () => {
  const folder = newFolder();
  const first = await openEmbeddedPostgres(folder, "all");
  const state = readFileSync(path.join(folder, "postgres/postmaster.pid"), "utf8");
  await first.stop();
  writeFileSync(path.join(folder, "postgres/postmaster.pid"), state.replace(/^\d+/, String(process.pid)));
  const second = await openEmbeddedPostgres(folder, "all");
  expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.stop();
});
