import { AppError, refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { type Reply, reply } from "../../platform/http/reply.ts";
import { isFetchError } from "../../platform/http-client/fetch-error.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { lockMessage } from "../messages/get-message.ts";
import { keepTranslation } from "../messages/keep-translation.ts";
import { translateSettings } from "./apps.ts";
import type * as contract from "./contract/translate.ts";
import { googleToken } from "./google-token.ts";
import { openSettings } from "./hook-settings.ts";
import { parseAnswer } from "./parse-answer.ts";
import { findActiveHook } from "./queries.ts";

const SCOPE = "https://www.googleapis.com/auth/cloud-translation";

/**
 * Translates a message and keeps the translation with it, so that it is paid for once (contract, messages §5).
 *
 * @returns the translation; an empty body when there is one already
 * @throws refused when translating is not connected, or the provider refuses; not_found, forbidden; unavailable
 */
export async function translateMessage(
  ctx: AccountContext,
  input: Input<typeof contract.translateMessage>,
): Promise<Reply<{ content: string }>> {
  const language = input.target_language;
  const { message } = await transaction(ctx, (tx) => lockMessage(tx, input));
  const known = message.contentAttributes.translations as Record<string, string> | undefined;
  const nothing = reply(undefined as unknown as { content: string });
  if (known && Object.hasOwn(known, language)) return nothing;
  if (!message.content) throw refused("There is no text to translate");
  const content = await translate(ctx, message.content, language);
  await transaction(ctx, async (tx) => {
    const { conversation } = await lockMessage(tx, input);
    await keepTranslation(tx, { messageId: message.id, conversationId: conversation.id, language, content });
  });
  return reply({ content });
}

async function translate(ctx: AccountContext, text: string, language: string): Promise<string> {
  const hook = await findActiveHook(ctx, "google_translate");
  if (!hook) throw refused("Translating is not connected. Connect Google Translate under integrations first");
  const { project_id, credentials, endpoint } = translateSettings.parse(openSettings(hook));
  try {
    const token = await googleToken(credentials, SCOPE);
    const { status, body } = await safeFetch(`${endpoint}/v3/projects/${project_id}:translateText`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ contents: [text], targetLanguageCode: language, mimeType: "text/plain" }),
      timeoutMs: 20_000,
    });
    return translatedText(status, parseAnswer(body) as Answer | null);
  } catch (error) {
    if (!isFetchError(error)) throw error;
    throw new AppError("unavailable", { public: `Google Translate cannot be reached: ${error.message}`, cause: error });
  }
}

interface Answer {
  translations?: { translatedText?: string }[];
  error?: { message?: string };
}

function translatedText(status: number, answer: Answer | null): string {
  if (status !== 200)
    throw refused(`Google Translate refused: ${answer?.error?.message?.slice(0, 300) ?? `it answered ${status}`}`);
  const translated = answer?.translations?.[0]?.translatedText;
  if (!translated) throw refused("Google Translate gave no translation");
  return translated;
}
