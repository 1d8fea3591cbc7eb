import path from "node:path";
import { parseArgs } from "node:util";

/** How long and how large to measure. */
export interface BenchOptions {
  quick: boolean;
  /** Names of the scenarios to run; empty: all. */
  only: string[];
  /** Repetitions of each measurement; the median counts. */
  rounds: number;
  /** Length of one repetition under load. */
  seconds: number;
  /** The large data set; half of it is in one account, a sixtieth in the account it is compared with. */
  conversations: number;
  messages: number;
  sockets: number;
  port: number;
  /** The Chromium to measure with; Playwright's own when missing. */
  browser: string | undefined;
  /** Where database and results go. */
  folder: string;
}

const usage = `npm run bench [-- --quick] [--only <scenario>[,<scenario>]] [--rounds 5] [--seconds 8]
  [--conversations 1000000] [--messages 10000000] [--sockets 1000] [--port 3900] [--browser <path>] [--folder .bench]`;

/**
 * Reads the command line.
 *
 * @throws Error with a sentence for the person who typed it
 */
export function readOptions(words: string[]): BenchOptions {
  const { values } = parseArgs({
    args: words,
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      rounds: { type: "string" },
      seconds: { type: "string" },
      conversations: { type: "string" },
      messages: { type: "string" },
      sockets: { type: "string" },
      port: { type: "string" },
      browser: { type: "string" },
      folder: { type: "string", default: ".bench" },
    },
  });
  const { quick } = values;
  const number = (text: string | undefined, otherwise: number): number => {
    const value = text === undefined ? otherwise : Number(text);
    if (!Number.isInteger(value) || value < 1) throw new Error(`${text} is not a whole number above 0.\n${usage}`);
    return value;
  };
  return {
    quick,
    only: values.only.split(",").filter(Boolean),
    rounds: number(values.rounds, quick ? 3 : 5),
    seconds: number(values.seconds, quick ? 2 : 8),
    conversations: number(values.conversations, quick ? 30_000 : 1_000_000),
    messages: number(values.messages, quick ? 300_000 : 10_000_000),
    sockets: number(values.sockets, quick ? 300 : 1_000),
    port: number(values.port, 3900),
    browser: values.browser,
    folder: path.resolve(values.folder),
  };
}
