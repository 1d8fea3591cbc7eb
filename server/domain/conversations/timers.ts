import { defineTimer } from "../../platform/jobs/define-timer.ts";
import { wakeSnoozed } from "./wake-snoozed.ts";

/** Snoozed conversations come back within seconds of their time. */
export const wakeSnoozedConversations = defineTimer({
  name: "wake_snoozed_conversations",
  everySeconds: 10,
  run: wakeSnoozed,
});
