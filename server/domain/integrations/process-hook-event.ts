import { z } from "zod";
import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { wireId } from "../../platform/contract/fields.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { parseFields } from "../../platform/http/validate.ts";
import type * as contract from "./contract.ts";
import { getHook } from "./queries.ts";
import { rewriteInstruction } from "./writing-instructions.ts";
import { rewriteText, suggestLabels, suggestReply, summarizeConversation } from "./writing-tasks.ts";

const aboutConversation = z.object({ conversation_display_id: wireId });
const aboutText = z.object({
  content: z.string().min(1, "can't be blank").max(150_000),
  tone: z.string().max(64).nullish(),
  conversation_display_id: wireId.nullish(),
});

/**
 * Asks a connected app for something (contract, settings §12). Only the language model answers questions; to the others nothing can be
 * asked, and the answer is null.
 *
 * @throws not_found; refused when it is switched off or does not know the event; invalid for data the event cannot work with
 */
export async function processHookEvent(
  ctx: AccountContext,
  { hook_id, event }: Input<typeof contract.processHookEvent>,
): Promise<{ message: string | null }> {
  const hook = await getHook(ctx, hook_id);
  if (hook.appId !== "openai") return { message: null };
  if (!hook.enabled) throw refused("This app is switched off");
  const { message } = await answer(ctx, event.name, event.data ?? {});
  return { message };
}

async function answer(
  ctx: AccountContext,
  name: string,
  data: Record<string, unknown>,
): Promise<{ message: string | null }> {
  switch (name) {
    case "summarize":
      return summarizeConversation(ctx, parse(aboutConversation, data));
    case "reply_suggestion":
      return suggestReply(ctx, parse(aboutConversation, data));
    case "label_suggestion":
      return suggestLabels(ctx, parse(aboutConversation, data));
    default: {
      const given = parse(aboutText, data);
      const operation = name === "rephrase" && given.tone && rewriteInstruction(given.tone) ? given.tone : name;
      if (!rewriteInstruction(operation)) throw refused(`Event ${name} is not supported`);
      return rewriteText(ctx, { ...given, operation });
    }
  }
}

const parse = <S extends z.ZodType>(schema: S, data: unknown): z.output<S> => parseFields(schema, data) as z.output<S>;
