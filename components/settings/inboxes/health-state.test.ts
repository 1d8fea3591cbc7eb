import { expect, test } from "vitest";
import { healthState } from "./health-state.ts";

test("a line that is down says so, whatever came in before", () => {
  expect(healthState("closed", "ok")).toBe("disconnected");
  expect(healthState("error", "ok")).toBe("failing");
  expect(healthState("qr", "waiting")).toBe("linking");
});

test("an open line is judged by what happened on it", () => {
  expect(healthState("open", "failing")).toBe("failing");
  expect(healthState("open", "waiting")).toBe("waiting");
  expect(healthState("unknown", "ok")).toBe("ok");
  expect(healthState("connecting", "waiting")).toBe("connecting");
});

test("before the card is known nothing is claimed that the line does not say", () => {
  expect(healthState("open", undefined)).toBe("ok");
  expect(healthState("unknown", undefined)).toBe("unknown");
});
