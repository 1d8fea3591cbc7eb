import { forgetMembership } from "../../platform/auth/membership.ts";
import type { Subscriber } from "../../platform/events/subscriber.ts";

/** What requests remember of a membership goes once more after the commit is sure: the change may have been part of a longer one. */
export const forgetMemberships: Subscriber = {
  name: "memberships",
  handles: ["agent.changed", "agent.removed"],
  async consume(events) {
    for (const event of events) {
      if (event.type === "agent.changed" || event.type === "agent.removed")
        forgetMembership(event.accountId, event.data.user_id);
    }
  },
};
