import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { runtime, setRuntime } from "../platform/runtime.ts";
import { atMost, type Finding, ofLimit, type Scenario, timesReference, told } from "./finding.ts";
import { type GeneratedAccount, generateData, settleData } from "./generate-data.ts";
import type { Lab } from "./open-lab.ts";
import type { ScreenCall } from "./screen-call.ts";
import { screenCalls } from "./screen-calls.ts";
import { median, percentile } from "./statistics.ts";

const FEW = { conversations: 10_000, messages: 100_000 };

/** What screens ask for, in an account with half of everything and in one of a thirtieth of its size. */
export const largeData: Scenario = {
  name: "data",
  title: "Lists, counts, threads and search on much data",
  async run(lab) {
    const calls = lab.options.quick ? 30 : 200;
    await generateData(FEW).then(async ([account]) => {
      await settleData();
      few = await measureAll([account], calls, lab);
    });
    const started = performance.now();
    const accounts = await generateData(lab.options);
    await settleData();
    const generated = told("data generated in", "s", [(performance.now() - started) / 1000]);
    const many = await measureAll(accounts, calls, lab);
    return [generated, ...screenCalls.flatMap((call) => findingsOf(call, many, few))];
  },
};

let few = new Map<string, Times[]>();

/** Medians and 95th percentiles of each round, in milliseconds of the database and of the whole call. */
interface Times {
  database: { medians: number[]; p95s: number[] };
  whole: { medians: number[] };
}

function findingsOf({ name, mostMs }: ScreenCall, many: Map<string, Times[]>, before: Map<string, Times[]>): Finding[] {
  const [large, small] = many.get(name) ?? [];
  const [tiny] = before.get(name) ?? [];
  if (!large || !small || !tiny) throw new Error(`${name} was not measured`);
  const median = { what: `${name}: median`, unit: "ms", runs: large.whole.medians };
  const thirtieth = { ...median, reference: { what: "account of a thirtieth", runs: small.whole.medians } };
  return [
    atMost(`${name}: p95 in the database`, "ms", large.database.p95s, mostMs ?? 10),
    // Search and reports look everywhere: only pages and counts must not feel the size of the account.
    mostMs ? ofLimit(thirtieth) : timesReference(thirtieth, 2),
    ofLimit({ ...median, reference: { what: "10 k conversations in all", runs: tiny.whole.medians } }),
  ];
}

async function measureAll(accounts: GeneratedAccount[], calls: number, lab: Lab): Promise<Map<string, Times[]>> {
  const watched = await openWatched(lab.databaseUrl);
  const before = runtime();
  setRuntime({ ...before, sql: watched.sql, db: drizzle(watched.sql) });
  const results = new Map<string, Times[]>();
  try {
    for (const call of screenCalls) {
      const times = accounts.map((): Times => ({ database: { medians: [], p95s: [] }, whole: { medians: [] } }));
      // Everybody's first calls: statements prepared, pages of the tables read.
      for (const account of accounts) await measure(call, account, 10, watched);
      for (let round = 0; round < lab.options.rounds; round++) {
        for (const [position, account] of accounts.entries()) {
          // A report takes so long that a tenth of the calls says as much.
          const turns = isReport(call) ? Math.ceil(calls / 10) : calls;
          const { database, whole } = await measure(call, account, turns, watched);
          times[position]?.database.medians.push(median(database));
          times[position]?.database.p95s.push(percentile(database, 0.95));
          times[position]?.whole.medians.push(median(whole));
        }
      }
      results.set(call.name, times);
    }
  } finally {
    setRuntime(before);
    await watched.sql.end({ timeout: 5 });
  }
  return results;
}

const isReport = ({ mostMs = 0 }: ScreenCall): boolean => mostMs >= 1000;

interface Watched {
  sql: Sql;
  /** Milliseconds the database worked since this was asked last. */
  take(): number;
}

let turn = 0;

async function measure(call: ScreenCall, account: GeneratedAccount, calls: number, watched: Watched) {
  const database: number[] = [];
  const whole: number[] = [];
  for (let count = 0; count < calls; count++) {
    watched.take();
    const started = performance.now();
    await call.ask(account, turn++);
    whole.push(performance.now() - started);
    database.push(watched.take());
  }
  return { database, whole };
}

/** One connection that is told by the database itself how long each statement took there. */
async function openWatched(url: string): Promise<Watched> {
  let worked = 0;
  const sql = postgres(url, {
    max: 1,
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    onnotice: ({ message = "" }) => {
      worked += Number(/^duration: ([\d.]+) ms/.exec(message)?.[1] ?? 0);
    },
  }) as unknown as Sql;
  await sql`load 'auto_explain'`;
  await sql`set auto_explain.log_min_duration = 0`;
  await sql`set auto_explain.log_level = 'notice'`;
  return {
    sql,
    take() {
      const taken = worked;
      worked = 0;
      return taken;
    },
  };
}
