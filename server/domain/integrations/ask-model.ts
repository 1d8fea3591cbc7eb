import { AppError, refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { isFetchError } from "../../platform/http-client/fetch-error.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { openaiSettings } from "./apps.ts";
import { openSettings } from "./hook-settings.ts";
import { parseAnswer } from "./parse-answer.ts";
import { findActiveHook, type HookRow } from "./queries.ts";

export interface ModelMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/** Models think; people wait for it in front of a composer. */
const TIMEOUT_MS = 45_000;

/** The connected language model. @throws refused when none is, or it is switched off */
export async function requireModel(ctx: AccountContext): Promise<HookRow> {
  const hook = await findActiveHook(ctx, "openai");
  if (!hook) throw refused("No language model is connected. Connect one under integrations first");
  return hook;
}

/**
 * Asks the connected language model (POST /chat/completions).
 *
 * @returns its answer without blanks around it
 * @throws refused with the model's reason; unavailable when it cannot be reached
 */
export async function askModel(hook: HookRow, messages: ModelMessage[]): Promise<string> {
  const settings = openaiSettings.parse(openSettings(hook));
  const answer = await send(`${settings.base_url}/chat/completions`, settings.api_key, {
    model: settings.model,
    messages,
  });
  if (answer.status < 200 || answer.status > 299) throw refused(reasonOf(answer.body, answer.status));
  const choices = (answer.body as { choices?: { message?: { content?: unknown } }[] } | null)?.choices;
  const content = choices?.[0]?.message?.content;
  if (typeof content !== "string" || content.trim() === "") throw refused("The language model gave no answer");
  return content.trim();
}

async function send(url: string, key: string, body: unknown): Promise<{ status: number; body: unknown }> {
  try {
    const { status, body: bytes } = await safeFetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
      timeoutMs: TIMEOUT_MS,
    });
    return { status, body: parseAnswer(bytes) };
  } catch (error) {
    if (!isFetchError(error)) throw error;
    throw new AppError("unavailable", {
      public: `The language model cannot be reached: ${error.message}`,
      cause: error,
    });
  }
}

function reasonOf(body: unknown, status: number): string {
  const reason = (body as { error?: { message?: unknown } } | null)?.error?.message;
  return typeof reason === "string"
    ? `The language model refused: ${reason.slice(0, 300)}`
    : `The language model answered ${status}`;
}
