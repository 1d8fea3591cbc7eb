import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fc } from "#db/testing/property.ts";
import type { Channel, InboundEvent } from "./channel.ts";
import { allChannels } from "./registry.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const channels = allChannels().flatMap((channel) =>
  channel.webhook ? [[channel.key, channel, channel.webhook] as const] : [],
);

/** Any JSON, with the names and values that tempt a reader: prototypes, ids, huge and odd numbers, all of Unicode. */
const anyJson = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Json>(
      null,
      true,
      false,
      0,
      -1,
      1e308,
      1762425600,
      18446744073709552000,
      "",
      "1762425600",
      "\u0000",
      "\ud83d",
      "__proto__",
    ),
    fc.string({ unit: "binary" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom("id", "type", "constructor", "toString", "body", "link")),
      tie("value"),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ) as fc.Arbitrary<Json>,
})).value;

function fixturesOf(channel: Channel): Json[] {
  const folder = path.join(import.meta.dirname, channel.key, "fixtures");
  const files = readdirSync(folder).filter(
    (file) => file.endsWith(".json") && !file.endsWith(".expected.json") && !file.includes("huge"),
  );
  return files.map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Json);
}

/** Places inside a value, as the keys that lead there. */
function places(value: Json, depth = 7): (string | number)[][] {
  if (depth === 0 || value === null || typeof value !== "object") return [[]];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [[], ...members.flatMap(([key, member]) => places(member, depth - 1).map((rest) => [key, ...rest]))];
}

function replaceAt(value: Json, [key, ...rest]: (string | number)[], by: Json | undefined): Json {
  if (key === undefined) return by ?? null;
  const isRemoval = rest.length === 0 && by === undefined;
  if (isRemoval && Array.isArray(value)) return value.toSpliced(Number(key), 1);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, Json>;
  if (isRemoval) delete copy[key];
  else copy[key] = replaceAt(copy[key] ?? null, rest, by);
  return copy as Json;
}

/** What every reader of events relies on, whatever came in. */
function expectSound(channel: Channel, events: InboundEvent[]): void {
  const text = JSON.stringify(events);
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toMatch(/\\u0000|\\ud[89a-f]../i);
  for (const event of events) {
    if ("at" in event && event.at !== null)
      expect(event.at > Date.UTC(1970, 0, 2) && event.at < Date.UTC(2101, 0, 1)).toBe(true);
    if (event.type === "unusable") expect(event.reason).not.toBe("");
    if (event.type !== "message") continue;
    expect(event.id).not.toBe("");
    expect(channel.sourceId(event.chat)).not.toBe("");
    if (event.origin === "incoming") expect(event.sender?.identities.length).toBeGreaterThan(0);
    const shown = event.text !== null || event.attachments.length > 0 || event.extra !== undefined;
    expect(shown || event.unsupported !== undefined).toBe(true);
  }
}

describe.each(channels)("what %s reads", (_key, channel, webhook) => {
  const fixtures = fixturesOf(channel);

  it("survives any JSON", () => {
    fc.assert(
      fc.property(anyJson, (body) => {
        expectSound(channel, webhook.normalise(body));
        webhook.repeatKey(body, Buffer.from(JSON.stringify(body)));
      }),
      { numRuns: 1500 },
    );
  });

  it("survives fixtures in which any part was removed or replaced", () => {
    const damaged = fc
      .constantFrom(...fixtures)
      .chain((fixture) =>
        fc
          .tuple(fc.constantFrom(...places(fixture)), fc.option(anyJson, { nil: undefined }))
          .map(([place, by]) => replaceAt(fixture, place, by)),
      );
    fc.assert(
      fc.property(damaged, (body) => {
        expectSound(channel, webhook.normalise(body));
        webhook.repeatKey(body, Buffer.from(JSON.stringify(body)));
      }),
      { numRuns: 3000 },
    );
  });

  it("keeps the good elements of a list, whatever stands between them", () => {
    const lists = fixtures.flatMap((fixture) =>
      Object.entries(fixture as Record<string, Json>).flatMap(([name, list]) =>
        Array.isArray(list) && list.length > 0 && list.every((element) => element !== null)
          ? [{ fixture, name, list }]
          : [],
      ),
    );
    const spoiled = fc
      .constantFrom(...lists)
      .chain((entry) => fc.tuple(fc.constant(entry), fc.nat(entry.list.length), anyJson));
    fc.assert(
      fc.property(spoiled, ([{ fixture, name, list }, position, stranger]) => {
        const alone = webhook.normalise({ ...(fixture as object), [name]: list });
        const among = webhook.normalise({
          ...(fixture as object),
          [name]: list.toSpliced(position, 0, stranger as NonNullable<Json>),
        });
        // The place of an unusable element in the list is part of what is said about it.
        const good = alone.filter(({ type }) => type !== "unusable" && type !== "ignored");
        for (const event of good) expect(among).toContainEqual(event);
      }),
      { numRuns: 800 },
    );
  });
});
