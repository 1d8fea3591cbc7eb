import { expect, test } from "vitest";
import { formatPlace, parsePlace, type WizardPlace } from "./use-wizard-place.ts";

const places: WizardPlace[] = [
  { step: "channel", channel: null, inboxId: null },
  { step: "connect", channel: "simulator", inboxId: null },
  { step: "people", channel: "simulator", inboxId: null },
  { step: "done", channel: "simulator", inboxId: 7 },
];

test.each(places)("the address brings back the step $step", (place) => {
  expect(parsePlace(new URLSearchParams(formatPlace(place)))).toEqual(place);
});

test("a step without what it is about falls back to the one before", () => {
  expect(parsePlace(new URLSearchParams("step=people")).step).toBe("channel");
  expect(parsePlace(new URLSearchParams("channel=x&step=done")).step).toBe("connect");
  expect(parsePlace(new URLSearchParams("channel=x&inbox=abc")).step).toBe("connect");
});
