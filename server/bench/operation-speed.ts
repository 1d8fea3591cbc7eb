import { z } from "zod";
import { adminContext } from "../admin/admin-context.ts";
import { COMPANY } from "../demo/people.ts";
import { startDemo } from "../demo/start-demo.ts";
import { createUser } from "../domain/accounts/create-user.ts";
import { operations } from "../domain/operations.ts";
import type { Operation } from "../platform/contract/operation.ts";
import { runtime } from "../platform/runtime.ts";
import { atMost, type Finding, type Scenario, told } from "./finding.ts";
import type { Lab } from "./open-lab.ts";
import { percentile } from "./statistics.ts";

const MOST_MS = 50;
const SHOWN = 10;
const WARM_UP = 5;
const CALLS = 60;

/** Every GET that an administrator may send, over HTTP, on the data of the demo. */
export const operationSpeed: Scenario = {
  name: "operations",
  title: "Every GET on the demo's data",
  async run(lab) {
    const server = await lab.startServer();
    try {
      const accountId = await playDemo(lab);
      const speeds: { id: string; p95: number }[] = [];
      const unanswered: string[] = [];
      for (const operation of operations.filter(isAskedByPeople)) {
        const path = await addressOf(operation, accountId);
        const p95 = path && (await speedOf(`${server.url}${path}`, lab.agent.token));
        if (p95) speeds.push({ id: operation.id, p95 });
        else unanswered.push(operation.id);
      }
      if (unanswered.length > 0) console.error(`Nothing to ask for: ${unanswered.join(", ")}`);
      return findings(speeds);
    } finally {
      await server.stop();
    }
  },
};

function findings(speeds: { id: string; p95: number }[]): Finding[] {
  const slowest = speeds.toSorted((left, right) => right.p95 - left.p95);
  return [
    told("operations measured", "", [speeds.length]),
    ...slowest.slice(0, SHOWN).map(({ id, p95 }) => atMost(`${id}, p95`, "ms", [p95], MOST_MS)),
  ];
}

/** Fills the demo's account, and lets the lab's agent in. @returns its id */
async function playDemo({ agent }: Lab): Promise<number> {
  // One of the lab's lines has the number of the demo's.
  await runtime().sql`delete from inboxes`;
  const demo = await startDemo();
  await demo.stop();
  const [account] = await runtime().sql<{ id: number }[]>`select id from accounts where name = ${COMPANY}`;
  if (!account) throw new Error("The demo made no account");
  await createUser(adminContext, { ...agent, name: "Agent", accountId: account.id, role: "administrator" });
  return account.id;
}

const isAskedByPeople = ({ method, callers }: Operation): boolean =>
  method === "GET" && (callers.includes("user") || callers.includes("administrator"));

/** The address with records of the account in it; null when it has none of a kind. */
async function addressOf(operation: Operation, accountId: number): Promise<string | null> {
  const names = [...operation.path.matchAll(/(?:\/(\w+))?\/\{(\w+)\}/g)];
  let path = operation.path;
  for (const [, noun = "", name = ""] of names) {
    const value = name === "account_id" || noun === "accounts" ? accountId : await someRecord(noun, accountId);
    if (value === null) return null;
    path = path.replace(`{${name}}`, String(value));
  }
  return `${path}${queryOf(operation)}`;
}

/** Where an address is not named after its table, or shows something else than the id. */
const columns: Record<string, [table: string, column: string]> = {
  conversations: ["conversations", "display_id"],
  portals: ["portals", "slug"],
  notes: ["contact_notes", "id"],
  inbox_members: ["inboxes", "id"],
};

async function someRecord(noun: string, accountId: number): Promise<number | string | null> {
  const { sql } = runtime();
  const [table, column] = columns[noun] ?? [noun, "id"];
  const [known] = await sql`select to_regclass(${`public.${table}`}) is not null as is_table`;
  if (!known?.is_table) return null;
  const [row] = await sql<{ value: number | string }[]>`
    select ${sql(column)} as value from ${sql(table)} where account_id = ${accountId} order by id limit 1`;
  return row?.value ?? null;
}

/** What people ask for most, as far as the operation knows the field. */
function queryOf({ path, query }: Operation): string {
  if (!(query instanceof z.ZodObject)) return "";
  const now = Math.floor(Date.now() / 1000);
  const usual: Record<string, string> = {
    q: "order",
    since: String(now - 30 * 86_400),
    until: String(now),
    ...(path.includes("/reports") && { metric: "conversations_count", type: "account" }),
    from: new Date((now - 15 * 86_400) * 1000).toISOString().slice(0, 10),
    to: new Date((now + 15 * 86_400) * 1000).toISOString().slice(0, 10),
  };
  const fields = Object.keys(query.shape);
  const chosen = Object.entries(usual).filter(([field]) => fields.includes(field));
  if (fields.includes("group_by") && !fields.includes("metric"))
    chosen.push(["group_by", path.includes("/live_reports") ? "team_id" : "agent"]);
  return chosen.length > 0 ? `?${new URLSearchParams(chosen)}` : "";
}

/** @returns milliseconds that 95 of 100 answers take at most; null when there is no success to measure */
async function speedOf(url: string, token: string): Promise<number | null> {
  const took: number[] = [];
  for (let turn = -WARM_UP; turn < CALLS; turn++) {
    const started = performance.now();
    const response = await fetch(url, { headers: { api_access_token: token } });
    await response.arrayBuffer();
    if (!response.ok) return null;
    if (turn >= 0) took.push(performance.now() - started);
  }
  return percentile(took, 0.95);
}
