import type { Channel } from "../../channels/channel.ts";
import { runtime } from "../../platform/runtime.ts";
import { storableJson } from "../../platform/storable-json.ts";
import type { WebhookInbox } from "../inboxes/find-webhook-inbox.ts";
import { putDetachedMedia } from "./detached-media.ts";

interface Posted {
  webhook: NonNullable<Channel["webhook"]>;
  inbox: WebhookInbox;
  /** May be changed. */
  parsed: unknown;
  text: string;
  dedupeKey: string | null;
}

/**
 * A webhook body as it is kept: without the secret that came in it, and without the files, which are stored as files.
 *
 * @returns null when the body is kept already and its files are not wanted again
 */
export async function bodyToStore({ webhook, inbox, parsed, text, dedupeKey }: Posted): Promise<string | null> {
  if (!webhook.secretField && !webhook.detachMedia) return text;
  const files = webhook.detachMedia?.(parsed) ?? [];
  if (files.length > 0 && dedupeKey !== null && (await isKept(inbox, dedupeKey))) return null;
  for (const { mediaId, bytes } of files) await putDetachedMedia({ ...inbox, mediaId }, bytes);
  if (webhook.secretField && typeof parsed === "object" && parsed !== null) {
    delete (parsed as Record<string, unknown>)[webhook.secretField];
  }
  return asJson(parsed);
}

/** What is nested so deeply that it cannot be written is cut off there: no message is, and the rest of the body counts. */
function asJson(parsed: unknown): string {
  try {
    return JSON.stringify(parsed);
  } catch (error) {
    if (error instanceof RangeError) return JSON.stringify(storableJson(parsed));
    throw error;
  }
}

async function isKept({ accountId, inboxId }: WebhookInbox, dedupeKey: string): Promise<boolean> {
  const [row] = await runtime().sql<{ kept: boolean }[]>`
    select exists (
      select from inbound_events where account_id = ${accountId} and inbox_id = ${inboxId} and dedupe_key = ${dedupeKey}
    ) as kept`;
  return row?.kept === true;
}
