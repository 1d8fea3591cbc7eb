import { runtime } from "../runtime.ts";
import type { Hub } from "./hub.ts";

/**
 * Facts that every process with sockets must know: who views, types, is there. Each applies them to its own memory and
 * tells its own sockets.
 */
export interface Replica<T> {
  /** Here at once, elsewhere in a moment. */
  tell(fact: T): void;
}

/** @param apply  changes this process; called for facts from anywhere, must not throw for old news */
export function createReplica<T>({ io, clustered }: Hub, name: string, apply: (fact: T) => void): Replica<T> {
  const event = `replica:${name}`;
  if (clustered) io.on(event, apply);
  return {
    tell(fact) {
      apply(fact);
      if (clustered && !io.serverSideEmit(event, fact)) runtime().log.warn({ event }, "other processes were not told");
    },
  };
}
