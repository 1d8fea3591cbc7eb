import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";

/** Gives the waiting conversations of an inbox, or of all inboxes of a person, to people who have room. */
export const assignWaitingJob = defineJob({
  name: "assign_waiting",
  pool: "fast",
  payload: z.object({
    account_id: z.number(),
    inbox_id: z.number().optional(),
    user_id: z.number().optional(),
    conversation_id: z.number().optional(),
  }),
  run: async ({ account_id, inbox_id, user_id, conversation_id }) => {
    const { assignWaiting } = await import("./auto-assign/assign-waiting.ts");
    await assignWaiting({
      accountId: account_id,
      inboxId: inbox_id,
      userId: user_id,
      conversationId: conversation_id,
    });
  },
});

/** Takes a deleted team or bot from its conversations. */
export const clearAssigneeJob = defineJob({
  name: "clear_assignee",
  pool: "slow",
  payload: z.object({ account_id: z.number(), column: z.enum(["team_id", "assignee_agent_bot_id"]), id: z.number() }),
  run: async (of) => {
    const { clearAssignee } = await import("./clear-deleted-assignees.ts");
    await clearAssignee(of);
  },
});

/** Deletes a conversation with its messages and files. */
export const deleteConversationJob = defineJob({
  name: "delete_conversation",
  pool: "slow",
  payload: z.object({ account_id: z.number(), conversation_id: z.number() }),
  run: async (of) => {
    const { removeConversation } = await import("./delete-conversation.ts");
    await removeConversation(of);
  },
});

/** Mails what was said in a conversation. */
export const sendTranscriptJob = defineJob({
  name: "send_transcript",
  pool: "slow",
  payload: z.object({ account_id: z.number(), conversation_id: z.number(), email: z.string(), locale: z.string() }),
  run: async (of) => {
    const { mailTranscript } = await import("./mail-transcript.ts");
    await mailTranscript(of);
  },
});
