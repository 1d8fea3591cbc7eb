import { z } from "zod";
import { attributeHash, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

const base = "/api/v1/accounts/{account_id}/captain/tasks";
const common = { method: "POST", tag: "Writing assistant", callers: ["user"], ratePerMinute: 60 } as const;

/** What a later question may go on from. */
const followUpContext = z.object({
  event_name: z.string().max(64),
  original_context: z.string().max(200_000).nullish(),
  last_response: z.string().max(50_000).nullish(),
  conversation_history: z
    .array(z.object({ role: z.enum(["user", "assistant"]), content: z.string().max(50_000) }))
    .max(40)
    .nullish(),
});
export type FollowUpContext = z.infer<typeof followUpContext>;

const answer = z.object({ message: z.string().nullable(), follow_up_context: attributeHash.optional() });
export type WritingAnswer = z.infer<typeof answer>;

const text = z.string().max(150_000);
const conversation = z.object({ conversation_display_id: wireId });

export const rewrite = operation({
  ...common,
  id: "writing.rewrite",
  path: `${base}/rewrite`,
  summary: "The same text, put in another way",
  body: z.object({ content: text.min(1), operation: z.string().max(64), conversation_display_id: wireId.nullish() }),
  response: answer,
});

export const summarize = operation({
  ...common,
  id: "writing.summarize",
  path: `${base}/summarize`,
  summary: "What a conversation is about",
  body: conversation,
  response: answer,
});

export const suggestReply = operation({
  ...common,
  id: "writing.reply_suggestion",
  path: `${base}/reply_suggestion`,
  summary: "An answer that fits the conversation",
  body: conversation,
  response: answer,
});

export const suggestLabels = operation({
  ...common,
  id: "writing.label_suggestion",
  path: `${base}/label_suggestion`,
  summary: "Labels that fit the conversation, with commas between them",
  body: conversation,
  response: answer,
});

export const followUp = operation({
  ...common,
  id: "writing.follow_up",
  path: `${base}/follow_up`,
  summary: "Ask for a change of the answer before",
  body: z.object({
    message: text.min(1),
    follow_up_context: followUpContext,
    conversation_display_id: wireId.nullish(),
  }),
  response: answer,
});
