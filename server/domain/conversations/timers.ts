import { defineTimer } from "../../platform/jobs/define-timer.ts";
import { autoResolve } from "./auto-resolve.ts";
import { wakeSnoozed } from "./wake-snoozed.ts";

/** Snoozed conversations come back within seconds of their time. */
export const wakeSnoozedConversations = defineTimer({
  name: "wake_snoozed_conversations",
  everySeconds: 10,
  run: wakeSnoozed,
});

/** Conversations in which nothing happens any more are resolved, where the account wants it. */
export const resolveIdleConversations = defineTimer({
  name: "resolve_idle_conversations",
  everySeconds: 60,
  pool: "slow",
  run: autoResolve,
});
