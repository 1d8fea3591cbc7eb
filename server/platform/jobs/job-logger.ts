import { Logger } from "graphile-worker";
import { runtime } from "../runtime.ts";

/**
 * The queue's own messages, in our log. It reports each job as information; ours does that with more facts, so everything
 * below a warning is only for debugging.
 */
export function jobLogger(): Logger {
  return new Logger((scope) => (level, message, meta) => {
    const facts = { ...scope, ...(meta?.error !== undefined && { err: meta.error }) };
    const { log } = runtime();
    // Our own line of the same attempt has the facts; this one writes out the statement's values, which are people's words.
    if (/^Failed task /.test(message)) return;
    if (level === "error") log.error(facts, message);
    else if (level === "warning") log.warn(facts, message);
    else log.debug(facts, message);
  });
}
