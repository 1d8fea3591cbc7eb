import { z } from "zod";
import { defineJob } from "../../platform/jobs/define-job.ts";
import { forPerson } from "../../platform/jobs/people-first.ts";

const inAccount = { account_id: z.number() };

/** Applies what a provider posted to an inbox. Also added by the receiver's own statement. */
export const ingestInboxJob = defineJob({
  name: "ingest_inbox",
  pool: "fast",
  payload: z.object({ ...inAccount, inbox_id: z.number() }),
  run: async ({ account_id, inbox_id }) => {
    const { ingestInbox } = await import("./ingest-inbox.ts");
    await ingestInbox({ accountId: account_id, inboxId: inbox_id });
  },
});

/** Sends what waits in a conversation, oldest first. */
export const deliverConversation = defineJob({
  name: "deliver_conversation",
  pool: "fast",
  payload: z.object({ ...inAccount, conversation_id: z.number() }),
  run: async ({ account_id, conversation_id }) => {
    const { deliverPending } = await import("./deliver-pending.ts");
    await forPerson(() => deliverPending({ accountId: account_id, conversationId: conversation_id }));
  },
});

/** The same for messages that waited for their time: thousands may be due at once, and nobody's reply waits behind them. */
export const deliverScheduled = defineJob({
  name: "deliver_scheduled",
  pool: "slow",
  payload: z.union([
    z.object({ ...inAccount, conversation_ids: z.array(z.number()) }),
    z.object({ ...inAccount, conversation_id: z.number() }),
  ]),
  run: async (payload) => {
    const { deliverMany } = await import("./deliver-many.ts");
    const conversationIds = "conversation_ids" in payload ? payload.conversation_ids : [payload.conversation_id];
    await deliverMany({ accountId: payload.account_id, conversationIds });
  },
});

/** Copies a customer's file from the provider to our storage. */
export const fetchAttachment = defineJob({
  name: "fetch_attachment",
  pool: "slow",
  payload: z.object({ ...inAccount, attachment_id: z.number() }),
  run: async ({ account_id, attachment_id }) => {
    const { fetchInboundAttachment } = await import("./fetch-inbound-attachment.ts");
    await fetchInboundAttachment({ accountId: account_id, attachmentId: attachment_id });
  },
});

/** Tells the provider about a change of a message it has: an edit, a deletion. */
export const pushMessageChange = defineJob({
  name: "push_message_change",
  pool: "fast",
  payload: z.object({ ...inAccount, message_id: z.number(), change: z.enum(["edit", "delete"]) }),
  run: async ({ account_id, message_id, change }) => {
    const { pushChange } = await import("./push-change.ts");
    await pushChange({ accountId: account_id, messageId: message_id, change });
  },
});

/** Tells the provider that the team has read a customer's messages. */
export const markReadAtProvider = defineJob({
  name: "mark_read_at_provider",
  pool: "slow",
  payload: z.object({ ...inAccount, conversation_id: z.number() }),
  maxAttempts: 3,
  run: async ({ account_id, conversation_id }) => {
    const { pushRead } = await import("./push-read.ts");
    await pushRead({ accountId: account_id, conversationId: conversation_id });
  },
});

/** Answers a customer with the inbox's greeting or out-of-office message, when one is due. */
export const sendAutomaticJob = defineJob({
  name: "send_automatic",
  pool: "fast",
  payload: z.object({ ...inAccount, display_id: z.number() }),
  run: async ({ account_id, display_id }) => {
    const { sendAutomatic } = await import("./send-automatic.ts");
    await sendAutomatic({ accountId: account_id, displayId: display_id });
  },
});

/** Removes everything of a deleted inbox. */
export const removeInboxJob = defineJob({
  name: "remove_inbox",
  pool: "slow",
  payload: z.object({ ...inAccount, inbox_id: z.number() }),
  run: async ({ account_id, inbox_id }) => {
    const { removeInbox } = await import("./remove-inbox.ts");
    await removeInbox({ accountId: account_id, inboxId: inbox_id });
  },
});
