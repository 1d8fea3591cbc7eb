import { defineWatch } from "../../platform/jobs/define-watch.ts";

/** Scheduled messages go out within a second of their time. */
export const sendDueMessages = defineWatch({
  name: "send_due_scheduled_messages",
  everyMs: 500,
  run: async (ending) => {
    const { sendDue } = await import("./send-due.ts");
    await sendDue(ending);
  },
});
