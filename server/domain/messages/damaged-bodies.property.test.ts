import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { seedAccount, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../../platform/runtime.ts";
import { ingestInbox } from "./ingest-inbox.ts";
import { storeInboundEvent } from "./store-inbound-events.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

/** Values that end up where nobody expects them: in columns, in look-ups, in names of people. */
const nasty: (Json | undefined)[] = [
  undefined,
  null,
  true,
  "",
  " ",
  0,
  -1,
  1.5,
  3e10,
  18446744073709552000,
  1e308,
  "soon",
  "x".repeat(200_000),
  "\u0000",
  "a\u0000b",
  "half \ud83d of a pair",
  "'; drop table messages; --",
  [],
  {},
  [null],
  { id: "x" },
  JSON.parse(`${'{"message":'.repeat(1_000)}1${"}".repeat(1_000)}`) as Json,
  "181234567890123@lid",
  "0@s.whatsapp.net",
  "99999999999999999999999999999999@lid",
  "120363025559999999@g.us",
  "status@broadcast",
];

const folder = (channel: string): string => path.resolve(import.meta.dirname, "../../channels", channel, "fixtures");
const fixturesOf = (channel: string): Json[] =>
  readdirSync(folder(channel))
    .filter((name) => name.endsWith(".json") && !name.includes(".expected") && !/huge|batch|qr/.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(folder(channel), name), "utf8")) as Json);

/** The way to every value. Walked with one list per place: a body nested 1,500 deep would take seconds when ways are built from below. */
function places(value: Json, way: (string | number)[] = [], found: (string | number)[][] = []): (string | number)[][] {
  found.push(way);
  if (value === null || typeof value !== "object") return found;
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, member] of members) places(member, [...way, key], found);
  return found;
}

function damaged(value: Json, [key, ...rest]: (string | number)[], by: Json | undefined): Json {
  if (key === undefined) return by ?? null;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, Json>;
  if (rest.length > 0 || by !== undefined) copy[key] = damaged(copy[key] ?? null, rest, by);
  else delete copy[key];
  return copy as Json;
}

const goodOf: Record<string, (count: number, bad: Json) => Json> = {
  whapi: (count) => ({
    messages: [
      {
        id: `GOOD${count}-AAAA`,
        type: "text",
        from_me: false,
        chat_id: "12025550111@s.whatsapp.net",
        from: "12025550111",
        timestamp: 1_760_000_000 + count,
        text: { body: `Good ${count}` },
      },
    ],
  }),
  "baileys-api": (count) => ({
    event: "messages.upsert",
    data: {
      type: "notify",
      messages: [
        {
          key: { remoteJid: "12025550111@s.whatsapp.net", fromMe: false, id: `GOOD${count}` },
          messageTimestamp: 1_760_000_000 + count,
          message: { conversation: `Good ${count}` },
        },
      ],
    },
  }),
};

/** What comes out when a value reaches a place that was not made for it. */
const fault =
  /invalid (input|byte)|violates|out of range|syntax|Cannot read|not a function|undefined|too long for|unsupported Unicode|malformed/i;

test.each(Object.keys(goodOf))(
  "no damage to a body of %s costs a good message, and each ends applied or with a reason of ours",
  {
    timeout: 240_000,
  },
  async (channel) => {
    const fixtures = fixturesOf(channel).map((fixture) => ({ fixture, ways: places(fixture) }));
    const damage = fc
      .constantFrom(...fixtures)
      .chain(({ fixture, ways }) =>
        fc.tuple(fc.constantFrom(...ways), fc.constantFrom(...nasty)).map(([place, by]) => damaged(fixture, place, by)),
      );
    const account = await seedAccount();
    const settings = { phone_number: `+1202559${1000 + account.id}`, groups_enabled: true };
    const inbox = await seedInbox(account.id, [], { channel, settings });
    const at = { accountId: account.id, inboxId: inbox.id };
    const bodies = fc.sample(damage, { numRuns: 400, seed: 7 });
    for (const [count, bad] of bodies.entries()) {
      await storeInboundEvent({ ...at, dedupeKey: null, body: JSON.stringify(bad).replaceAll("\\u0000", "\\u0000") });
      await storeInboundEvent({ ...at, dedupeKey: null, body: JSON.stringify(goodOf[channel]?.(count, bad)) });
      if (count % 20 === 0) await ingestInbox(at);
    }
    await ingestInbox(at);
    const { sql } = runtime();
    const good = await sql`select content from messages where account_id = ${account.id} and content like 'Good %'`;
    expect(good).toHaveLength(bodies.length);
    const left = await sql<{ error: string | null; state: string; body: string }[]>`
    select error, state, left(body, 500) as body from inbound_events where account_id = ${account.id} and error is not null`;
    expect(left.filter(({ error }) => fault.test(error ?? ""))).toEqual([]);
    const waiting = await sql`
    select id from inbound_events where account_id = ${account.id} and state = 'pending' and not_before is null`;
    expect(waiting).toHaveLength(0);
  },
);
