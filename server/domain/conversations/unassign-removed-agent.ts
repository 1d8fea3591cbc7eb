import type { Subscriber } from "../../platform/events/subscriber.ts";
import { lockConversation } from "./queries/get-conversation.ts";
import { writeConversation } from "./write-conversation.ts";

/** An agent left the account: what was theirs waits for somebody else (contract, settings §3). */
export const unassignRemovedAgent: Subscriber = {
  name: "unassign_removed_agent",
  handles: ["agent.removed"],
  async consume(events, tx) {
    for (const event of events) {
      if (event.type !== "agent.removed") continue;
      const rows = await tx.sql<{ displayId: number }[]>`
        select display_id as "displayId" from conversations
        where account_id = ${tx.accountId} and assignee_id = ${event.data.user_id} order by id`;
      for (const { displayId } of rows) {
        await writeConversation(tx, await lockConversation(tx, displayId), { assigneeId: null });
      }
    }
  },
};
