import { expect, test } from "vitest";
import { customers, groups } from "./people.ts";
import { earlier } from "./stories/earlier.ts";
import { today } from "./stories/today.ts";
import { yesterday } from "./stories/yesterday.ts";
import { beginTelling } from "./telling.ts";

const now = new Date("2026-05-04T12:00:00Z");
const stories = [...earlier, ...yesterday, ...today];
const told = stories.map((story) => beginTelling(story, now));

test("every chat is told once, by people and groups of the demo", () => {
  const chats = stories.map(({ chat }) => chat);
  expect(new Set(chats).size).toBe(chats.length);
  const known = new Set([...Object.keys(customers), ...Object.values(groups).map(({ id }) => id)]);
  expect(chats.filter((chat) => !known.has(chat))).toEqual([]);
});

test("turns alternate, the customer begins, and nothing is lost between the turns", () => {
  for (const { turns, steps } of told) {
    const isCustomers = turns.map((turn) => turn.map((step) => step.kind === "customer" || !step.who));
    for (const [index, sides] of isCustomers.entries()) expect(new Set(sides)).toEqual(new Set([index % 2 === 0]));
    expect(turns.flat()).toHaveLength(steps.length);
  }
});

test("time runs forward and ends before the demo begins", () => {
  for (const { turns, endedAt } of told) {
    const times = turns.flat().map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBe(endedAt.getTime());
    expect(endedAt.getTime()).toBeLessThan(now.getTime() - 60_000);
  }
});

test("what is quoted or reacted to has a name that was given before", () => {
  for (const { turns } of told) {
    const said = new Set<string>();
    for (const step of turns.flat()) {
      expect(step.to === undefined || said.has(step.to), `${step.to} was not said yet`).toBe(true);
      if (step.kind !== "reaction" && step.as) said.add(step.as);
    }
  }
});
