import { defineTimer } from "../../platform/jobs/define-timer.ts";
import { runTimedRules } from "./run-timed-rules.ts";

/** Rules that wait for time to pass: nobody answered, nothing happened, a reply window is about to close. */
export const runRulesByTheClock = defineTimer({
  name: "run_rules_by_the_clock",
  everySeconds: 60,
  pool: "slow",
  run: runTimedRules,
});
