import { systemContext } from "../../platform/context.ts";
import { defineTimer } from "../../platform/jobs/define-timer.ts";
import { deleteOldUploads } from "./delete-old-uploads.ts";
import { deleteOldInboundEvents } from "./process-again.ts";
import { settleAbandonedSends } from "./settle-abandoned-sends.ts";

/** Messages whose worker died while they were at the provider. */
export const settleSends = defineTimer({ name: "settle_abandoned_sends", everySeconds: 30, run: settleAbandonedSends });

/** Raw webhook bodies that were kept long enough. */
export const forgetInboundEvents = defineTimer({
  name: "forget_inbound_events",
  everySeconds: 3600,
  run: () => deleteOldInboundEvents(systemContext(0, "retention")),
});

/** Files that came ahead of a message and were not kept by anything else. */
export const forgetDirectUploads = defineTimer({
  name: "forget_direct_uploads",
  everySeconds: 3600,
  pool: "slow",
  run: () => deleteOldUploads(systemContext(0, "retention")),
});
