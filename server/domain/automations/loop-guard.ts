const PREFIX = "automation:";

/** The cause that everything a rule does carries. */
export const automationCause = (ruleId: number): string => `${PREFIX}${ruleId}`;

/** Whether an event was caused by a rule: such events call no rules, or two rules could call each other for ever. */
export const isCausedByRule = (actor: Record<string, unknown> | null): boolean =>
  actor?.kind === "system" && typeof actor.cause === "string" && actor.cause.startsWith(PREFIX);
