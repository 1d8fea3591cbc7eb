import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { queueState } from "../platform/jobs/queue-state.ts";
import { adminCommand } from "./command.ts";

/** `queue:wait [--timeout <seconds>]`: until no job waits or runs. Jobs whose time has not come do not count. */
export const queueWait = adminCommand({
  flags: z.object({ timeout: z.coerce.number("is not a number of seconds").positive().default(30) }),
  async run({ timeout }) {
    for (const end = Date.now() + timeout * 1000; ; await wait(50)) {
      const { waiting, running } = await queueState();
      if (waiting + running === 0) return { result: { idle: true } };
      if (Date.now() >= end) return { result: { idle: false, waiting, running }, ok: false };
    }
  },
});
