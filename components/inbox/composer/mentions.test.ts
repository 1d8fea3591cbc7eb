import { expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { type Mention, mentionBeingWritten, mentionsOf, toShown, toWire } from "./mentions.ts";

const ana = { kind: "contact", id: 7, name: "Ana" } as const;
const both: Mention[] = [ana, { kind: "contact", id: 8, name: "Ana Lima (shop)" }];

test("names of mentions become links, the longest first; other words stay", () => {
  expect(toWire("hi @Ana, @Anabel and @Ana Lima (shop)!", both)).toBe(
    "hi [@Ana](mention://contact/7/Ana), @Anabel and [@Ana Lima (shop)](mention://contact/8/Ana%20Lima%20%28shop%29)!",
  );
  expect(toWire("mail@Anabel", [ana])).toBe("mail@Anabel");
});

test("what goes over the wire reads as it was written", () => {
  const name = fc.string({ minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.record({ kind: fc.constantFrom("contact", "user", "team"), id: fc.nat(), name })),
      (text, mentions) => {
        const shown = toShown(`${text} ${mentions.map((mention) => `@${mention.name}`).join(" ")}`);
        expect(toShown(toWire(shown, mentions))).toBe(shown);
      },
    ),
  );
});

test("colleagues and teams keep what they are, also when a number is used twice", () => {
  const people: Mention[] = [
    { kind: "user", id: 7, name: "Bia" },
    { kind: "team", id: 7, name: "support" },
  ];
  const wire = toWire("@Bia and @support", people);
  expect(wire).toBe("[@Bia](mention://user/7/Bia) and [@support](mention://team/7/support)");
  expect(mentionsOf(wire)).toEqual(people);
});

test("mentions survive a reload of the draft", () => {
  const wire = toWire("@Ana and @Ana Lima (shop)", both);
  expect(mentionsOf(wire)).toEqual(both);
  expect(toWire(toShown(wire), mentionsOf(wire))).toBe(wire);
});

test.each([
  ["hi @an", 6, { from: 3, words: "an" }],
  ["@", 1, { from: 0, words: "" }],
  ["@ana li", 7, { from: 0, words: "ana li" }],
  ["a@b", 3, null],
  ["@ana lima silva", 15, null],
  ["@ana\n", 5, null],
])("%j at %i", (text, caret, expected) => expect(mentionBeingWritten(text, caret)).toEqual(expected));
