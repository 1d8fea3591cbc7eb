import { expect, test } from "vitest";
import { formatOverviewPlace, type OverviewPlace, parseOverviewPlace } from "./use-overview-place.ts";

const start: OverviewPlace = { view: "list", status: "pending", inboxId: null, authorId: null };
const places: OverviewPlace[] = [
  start,
  { ...start, view: "calendar", inboxId: 3 },
  { ...start, status: "failed", authorId: 12 },
];

test.each(places)("an address leads back to what it was made from: %o", (place) => {
  expect(parseOverviewPlace(new URLSearchParams(formatOverviewPlace(place)))).toEqual(place);
});

test("where everything is as usual the address stays short", () => {
  expect(formatOverviewPlace(start)).toBe("");
});

test("nonsense in the address shows the usual", () => {
  expect(parseOverviewPlace(new URLSearchParams("?view=pie&state=lost&inbox=-1&author=x"))).toEqual(start);
});
