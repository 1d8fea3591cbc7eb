/** Half-open, milliseconds since 1970. */
export interface Range {
  since: number;
  until: number;
}

/** The half-open stretch of time that was asked for; null when either end is missing (contract, reports §1). */
export function rangeOf({ since, until }: { since?: number; until?: number }): Range | null {
  return since === undefined || until === undefined ? null : { since: since * 1000, until: until * 1000 };
}

/** As long, ending where this one begins. */
export const rangeBefore = ({ since, until }: Range): Range => ({ since: since - (until - since), until: since });
