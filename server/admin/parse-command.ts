import type { AdminCommand } from "./command.ts";
import { commands } from "./commands.ts";

export interface ParsedCommand {
  command: AdminCommand;
  /** As the command's schema gives them. */
  flags: unknown;
}

/**
 * Reads what was typed: `<command> [--flag value …]`, also `--flag=value`.
 *
 * @throws Error with a sentence that names every fault
 */
export function parseCommand([name = "", ...words]: string[]): ParsedCommand {
  const command = commands[name];
  if (!command) {
    throw new Error(`${name && `There is no command ${name}. `}Commands: ${Object.keys(commands).join(", ")}`);
  }
  const given = readFlags(words);
  const parsed = command.flags.safeParse(given);
  if (parsed.success) return { command, flags: parsed.data };
  const faults = parsed.error.issues.map(({ code, path, message }) => {
    const isMissing = code === "invalid_type" && given[String(path[0])] === undefined;
    return `--${path.join(".")} ${isMissing ? "is missing" : message}`;
  });
  throw new Error(faults.join("; "));
}

function readFlags(words: string[]): Record<string, string> {
  const flags: Record<string, string> = {};
  for (let index = 0; index < words.length; index++) {
    const [, name, inline] = /^--([a-z][a-z-]*)(?:=([\s\S]*))?$/.exec(words[index] ?? "") ?? [];
    if (name === undefined) throw new Error(`${words[index]} is not a flag`);
    const value = inline ?? words[++index];
    if (value === undefined) throw new Error(`--${name} needs a value`);
    flags[name] = value;
  }
  return flags;
}
