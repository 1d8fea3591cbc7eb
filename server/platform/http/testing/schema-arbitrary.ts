import { z } from "zod";
import { fc } from "#db/testing/property.ts";

type Json = Record<string, unknown>;

/** All that a keyboard of 1963 can write, at once. */
const ascii = String.fromCharCode(...Array.from({ length: 128 }, (_, code) => code));

const nastyText = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\udfff",
    ascii,
    ascii.slice(32, 127),
    "%_\\",
    "'",
    '"',
    "$1",
    ")(",
    "👍",
    "x".repeat(30_000),
  ),
  fc.constantFrom(
    "null",
    "undefined",
    "NaN",
    "true",
    "-1",
    "1e400",
    "9223372036854775808",
    "2025-02-30T25:61:00Z",
    "__proto__",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);

const nastyNumber = fc.oneof(
  fc.constantFrom(-1, 0, 1.5, 1e300, -(2 ** 53), 2 ** 53, 2 ** 31, 2 ** 63, Number.MIN_VALUE, 253_402_300_800),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Words that lead somewhere, so that not everything ends at the first look-up. */
const knownWords = fc.constantFrom(
  ..."status labels assignee_id created_at last_activity_at email name phone_number priority team_id inbox_id referer".split(
    " ",
  ),
  ..."equal_to not_equal_to contains does_not_contain is_present is_greater_than is_less_than days_before AND OR or".split(
    " ",
  ),
  ..."open all me pending vip agent inbox label team account conversations_count day add_label send_message assign_team".split(
    " ",
  ),
);

const deep = fc.integer({ min: 1, max: 200 }).map((depth) => {
  let value: unknown = "x";
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
});

/** Whatever no field expects. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, [], {}, [[]], [null], [{}], { a: { b: [] } }, { "\0": 1 }, { "": "" }),
  nastyText,
  nastyNumber,
  deep,
  fc.array(nastyText, { maxLength: 3 }),
);

/**
 * Objects that look as a schema wants them, in which here and there, at every depth, stands something else.
 *
 * @param schema  query or body of an operation
 */
export function schemaArbitrary(schema: z.ZodType): fc.Arbitrary<Json> {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json;
  return objectOf(root) as fc.Arbitrary<Json>;
}

function anyOf(schema: Json): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: wellFormed(schema), weight: 5 }, { arbitrary: nasty, weight: 2 });
}

function wellFormed(schema: Json): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if ("const" in schema) return fc.constant(schema.const);
  const choices = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (choices?.length) return fc.oneof(...choices.map((choice) => wellFormed(choice)));
  switch (schema.type) {
    case "object":
      return objectOf(schema);
    case "array":
      return fc.array(anyOf((schema.items as Json | undefined) ?? {}), { maxLength: 3 });
    case "string":
      return fc.oneof(knownWords, nastyText);
    case "integer":
    case "number":
      return fc.oneof(fc.integer({ min: 0, max: 50 }), nastyNumber);
    case "boolean":
      return fc.boolean();
    default:
      return fc.oneof(knownWords, fc.integer({ min: 0, max: 50 }), fc.array(knownWords, { maxLength: 2 }), nasty);
  }
}

function objectOf(schema: Json): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties as Record<string, Json> | undefined) ?? {});
  if (properties.length === 0) return fc.dictionary(fc.oneof(knownWords, nastyText), nasty, { maxKeys: 3 });
  const arbitraries = Object.fromEntries(properties.map(([name, inner]) => [name, anyOf(inner)]));
  return fc.record(arbitraries, { requiredKeys: [] });
}
