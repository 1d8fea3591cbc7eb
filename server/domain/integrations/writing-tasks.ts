import { invalid, refused } from "../../platform/app-error.ts";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { openaiSettings } from "./apps.ts";
import { askModel, type ModelMessage, requireModel } from "./ask-model.ts";
import type * as contract from "./contract/writing.ts";
import type { FollowUpContext, WritingAnswer } from "./contract/writing.ts";
import { conversationText } from "./conversation-text.ts";
import { openSettings } from "./hook-settings.ts";
import type { HookRow } from "./queries.ts";
import { labelInstruction, replyInstruction, rewriteInstruction, summaryInstruction } from "./writing-instructions.ts";

/** So much of what was said before goes along with a further question. */
const LATEST_TURNS = 10;

/** The caller's text in another wording. @throws refused without a model; invalid for an unknown operation; forbidden, not_found */
export async function rewriteText(ctx: AccountContext, input: Input<typeof contract.rewrite>): Promise<WritingAnswer> {
  const instruction = rewriteInstruction(input.operation);
  if (!instruction) throw invalid("operation", "Operation is not included in the list");
  const model = await requireModel(ctx);
  const around = input.conversation_display_id ? await conversationText(ctx, input.conversation_display_id) : "";
  const context = around ? `${instruction}\n\nThe conversation so far, for context only:\n${around}` : instruction;
  return ask(model, { name: input.operation, instruction: context, text: input.content });
}

/** What a conversation is about. @throws refused without a model or without messages; forbidden, not_found */
export const summarizeConversation = (
  ctx: AccountContext,
  input: Input<typeof contract.summarize>,
): Promise<WritingAnswer> => askAbout(ctx, input.conversation_display_id, ["summarize", summaryInstruction]);

/** What the caller could answer. @throws as `summarizeConversation` */
export const suggestReply = (ctx: AccountContext, input: Input<typeof contract.suggestReply>): Promise<WritingAnswer> =>
  askAbout(ctx, input.conversation_display_id, ["reply_suggestion", replyInstruction]);

/**
 * Labels of the account that fit a conversation; null when none does, or when the account did not ask for such suggestions.
 *
 * @throws as `summarizeConversation`
 */
export async function suggestLabels(
  ctx: AccountContext,
  input: Input<typeof contract.suggestLabels>,
): Promise<WritingAnswer> {
  const model = await requireModel(ctx);
  const text = await conversationText(ctx, input.conversation_display_id);
  if (!openaiSettings.parse(openSettings(model)).label_suggestion || !text) return { message: null };
  const labels = await statements(ctx)<{ title: string }[]>`
    select title from labels where account_id = ${ctx.accountId} order by title limit 200`;
  if (labels.length === 0) return { message: null };
  const titles = labels.map(({ title }) => title);
  const { message } = await ask(model, { name: "label_suggestion", instruction: labelInstruction(titles), text });
  const fitting = (message ?? "").split(",").map((title) => title.trim().toLowerCase());
  return { message: titles.filter((title) => fitting.includes(title)).join(",") || null };
}

/** Changes the answer before, as the caller asks. @throws refused without a model */
export async function followUpOnAnswer(
  ctx: AccountContext,
  input: Input<typeof contract.followUp>,
): Promise<WritingAnswer> {
  const model = await requireModel(ctx);
  const before = input.follow_up_context;
  const turns = [...(before.conversation_history ?? []), { role: "user" as const, content: input.message }];
  const message = await askModel(
    model,
    [
      { role: "system", content: "Go on helping with the text. Answer with the changed text alone, in its language." },
      { role: "user", content: before.original_context ?? "" },
      { role: "assistant", content: before.last_response ?? "" },
      ...turns.slice(-LATEST_TURNS),
    ].filter((turn): turn is ModelMessage => turn.content !== ""),
  );
  const history = [...turns, { role: "assistant" as const, content: message }].slice(-2 * LATEST_TURNS);
  return { message, follow_up_context: { ...before, last_response: message, conversation_history: history } };
}

async function askAbout(
  ctx: AccountContext,
  displayId: number,
  [name, instruction]: [string, string],
): Promise<WritingAnswer> {
  const model = await requireModel(ctx);
  const text = await conversationText(ctx, displayId);
  if (!text) throw refused("Nothing was said in this conversation yet");
  return ask(model, { name, instruction, text });
}

async function ask(
  model: HookRow,
  { name, instruction, text }: { name: string; instruction: string; text: string },
): Promise<WritingAnswer> {
  const message = await askModel(model, [
    { role: "system", content: instruction },
    { role: "user", content: text },
  ]);
  const context: FollowUpContext = {
    event_name: name,
    original_context: text,
    last_response: message,
    conversation_history: [],
  };
  return { message, follow_up_context: context };
}
