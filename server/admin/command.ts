import type { z } from "zod";

/** One `npm run admin` command. The file is named after it, with a dash for the colon. */
export interface AdminCommand<Flags = unknown> {
  /** Flags as they are typed, without dashes. Values arrive as text. */
  flags: z.ZodType<Flags>;
  run(flags: Flags): Promise<AdminOutcome>;
}

export interface AdminOutcome {
  /** What is printed. */
  result: Record<string, unknown>;
  /** False makes the exit code 1. */
  ok?: boolean;
  /** One line for each key; else all on one line. */
  inLines?: boolean;
}

/** Declares a command. List it in `commands.ts`. */
export function adminCommand<Flags>(command: AdminCommand<Flags>): AdminCommand<Flags> {
  return command;
}
