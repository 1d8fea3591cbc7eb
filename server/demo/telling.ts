import type { Step, Story } from "./story.ts";

export type DatedStep = Step & { at: Date };

/** A story while it is told. */
export interface Telling extends Story {
  /** Steps of one side after each other; the customer's side begins. */
  turns: DatedStep[][];
  /** When the last step happened. */
  endedAt: Date;
  /** Provider's ids of the messages that have a name. */
  named: Map<string, string>;
  /** Known once the customer has written. */
  conversation: { id: number; displayId: number } | null;
}

const MINUTE = 60_000;

/** Gives every step its time, counted back from now, and sorts the steps into turns. */
export function beginTelling(story: Story, now: Date): Telling {
  const endedAt = new Date(now.getTime() - story.ago * MINUTE);
  const dated: DatedStep[] = [];
  let at = endedAt.getTime();
  for (const step of story.steps.toReversed()) {
    dated.unshift({ ...step, at: new Date(at) });
    at -= step.after * MINUTE;
  }
  return { ...story, turns: takeTurns(dated), endedAt, named: new Map(), conversation: null };
}

function takeTurns(steps: DatedStep[]): DatedStep[][] {
  const turns: DatedStep[][] = [];
  for (const step of steps) {
    const isCustomers = step.kind === "customer" || (step.kind === "reaction" && !step.who);
    const isCustomersTurn = turns.length % 2 === 1;
    if (turns.length === 0 || isCustomers !== isCustomersTurn) turns.push([]);
    turns.at(-1)?.push(step);
  }
  return turns;
}
