import type { Registry } from "../platform/registry.ts";

/** What the nouns give to workers and sockets: the table of contents of everything that happens by itself. */
export const registry: Registry = {
  jobs: [],
  timers: [],
  subscribers: [],
  loaders: {},
};
