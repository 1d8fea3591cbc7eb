import type { Lab } from "./open-lab.ts";
import { median } from "./statistics.ts";

/** One line of the result. */
export interface Finding {
  what: string;
  /** Median of `runs`. */
  value: number;
  unit: string;
  runs: number[];
  /** The limit measured in the same run, and how much of it was reached. */
  reference?: { what: string; value: number; runs: number[]; ratio: number };
  /** What is to be reached, in words; missing for what is only told. */
  target?: string;
  isMet?: boolean;
}

export interface Scenario {
  name: string;
  title: string;
  run(lab: Lab): Promise<Finding[]>;
}

/** A value that has nothing to be compared with. */
export const told = (what: string, unit: string, runs: number[]): Finding => ({
  what,
  unit,
  runs,
  value: median(runs),
});

/** A value that must not be above `most`. */
export const atMost = (what: string, unit: string, runs: number[], most: number): Finding => ({
  ...told(what, unit, runs),
  target: `≤ ${most} ${unit}`,
  isMet: median(runs) <= most,
});

interface Compared {
  what: string;
  unit: string;
  runs: number[];
  reference: { what: string; runs: number[] };
}

/** Rounds are compared one by one, because machine and neighbours change from minute to minute; the median ratio counts. */
function compared({ what, unit, runs, reference }: Compared): Finding & Required<Pick<Finding, "reference">> {
  const ratios = runs.map((value, round) => value / (reference.runs[round] ?? Number.NaN));
  return {
    ...told(what, unit, runs),
    reference: { ...reference, value: median(reference.runs), ratio: median(ratios) },
  };
}

/** At least `share` of the limit. Without a share the ratio is only told. */
export function ofLimit(input: Compared, share?: number): Finding {
  const finding = compared(input);
  if (share === undefined) return finding;
  return { ...finding, target: `≥ ${share} ×`, isMet: finding.reference.ratio >= share };
}

/** At most `factor` times the reference. */
export function timesReference(input: Compared, factor: number): Finding {
  const finding = compared(input);
  return { ...finding, target: `≤ ${factor} ×`, isMet: finding.reference.ratio <= factor };
}
