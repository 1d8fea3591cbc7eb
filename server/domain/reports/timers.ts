import { defineTimer } from "../../platform/jobs/define-timer.ts";
import { rollUp } from "./roll-up.ts";

/** Hours that are over are summed up for reports. */
export const rollUpReports = defineTimer({ name: "roll_up_reports", everySeconds: 300, pool: "slow", run: rollUp });
