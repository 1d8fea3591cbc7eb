import { isChannelError } from "../../channels/channel-error.ts";
import { type AccountContext, statements, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { runtime } from "../../platform/runtime.ts";
import { deleteFiles } from "../contacts/delete-files.ts";
import { type ConnectedInbox, findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { cleanText } from "./clean-text.ts";
import { dropDetachedMedia, readDetachedMedia } from "./detached-media.ts";
import { type StoredUpload, storeMedia } from "./store-uploads.ts";

interface Remote {
  id: number;
  messageId: number;
  conversationId: number;
  inboxId: number;
  remoteUrl: string | null;
  remoteId: string | null;
  contentType: string | null;
  state: string;
}

type File = Omit<StoredUpload, "file_name" | "meta">;

/** Largest file in bytes that is copied. */
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * Copies a customer's file from the provider to our storage and announces it as `message.updated`. While it cannot be had the message
 * says so, and the queue tries again.
 */
export async function fetchInboundAttachment(at: { accountId: number; attachmentId: number }): Promise<void> {
  const ctx = systemContext(at.accountId, "media");
  const remote = await load(ctx, at.attachmentId);
  if (!remote || remote.state === "ready") return;
  try {
    const { file, detached } = await download(ctx, remote);
    await finish(ctx, remote, { file });
    if (detached) await dropDetachedMedia(detached);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (remote.state !== "failed") await finish(ctx, remote, { error: reason });
    // A refusal is final; anything else may be better later.
    if (!isChannelError(error) || error.kind !== "refused") throw error;
  }
}

async function load(ctx: AccountContext, attachmentId: number): Promise<Remote | undefined> {
  const [row] = await statements(ctx)<Remote[]>`
    select a.id, a.message_id as "messageId", a.conversation_id as "conversationId", m.inbox_id as "inboxId",
      a.remote_url as "remoteUrl", a.remote_id as "remoteId", a.content_type as "contentType", a.state
    from attachments a
    join messages m on m.account_id = a.account_id and m.id = a.message_id
    where a.account_id = ${ctx.accountId} and a.id = ${attachmentId}`;
  return row;
}

async function download(ctx: AccountContext, remote: Remote) {
  const inbox = await findConnectedInbox(ctx, remote.inboxId);
  const detached =
    inbox?.channel.webhook?.detachMedia && remote.remoteId
      ? { accountId: ctx.accountId, inboxId: inbox.id, mediaId: remote.remoteId }
      : null;
  const media =
    (detached && (await fromWebhook(detached))) ||
    (remote.remoteUrl && (await fromAddress(remote.remoteUrl, remote))) ||
    (await fromProvider(inbox, remote));
  const contentType = remote.contentType ?? media.contentType ?? "application/octet-stream";
  return { file: await storeMedia(ctx.accountId, media.bytes, contentType), detached };
}

async function fromWebhook(detached: Parameters<typeof readDetachedMedia>[0]): Promise<Media | null> {
  const bytes = await readDetachedMedia(detached);
  return bytes && { bytes };
}

interface Media {
  bytes: Buffer;
  contentType?: string | undefined;
}

/** Null when the address does not give the file and the provider may be asked by id instead. */
async function fromAddress(url: string, remote: Remote): Promise<Media | null> {
  try {
    const response = await safeFetch(url, { timeoutMs: 60_000, maxBytes: MAX_BYTES });
    if (response.status !== 200) throw new Error(`The address of the file answered ${response.status}`);
    return { bytes: response.body, contentType: response.headers["content-type"]?.toString() };
  } catch (error) {
    if (!remote.remoteId) throw error;
    runtime().log.info({ attachmentId: remote.id, err: error }, "the file's address failed, asking the provider");
    return null;
  }
}

async function fromProvider(inbox: ConnectedInbox | null, remote: Remote): Promise<Media> {
  const fetchMedia = inbox?.channel.actions.fetchMedia;
  if (!fetchMedia || !remote.remoteId) throw new Error("The provider gave no way to fetch this file");
  return fetchMedia(remote.remoteId, inbox.settings);
}

async function finish(ctx: AccountContext, remote: Remote, outcome: { file: File } | { error: string }): Promise<void> {
  await transaction(ctx, async (tx) => {
    if ("file" in outcome) {
      const { file } = outcome;
      const [kept] = await tx.sql`
        update attachments set state = 'ready', error = null, storage_key = ${file.storage_key}, thumbnail_key = ${file.thumbnail_key},
          content_type = ${file.content_type}, file_size = ${file.file_size}, width = coalesce(${file.width}, width),
          height = coalesce(${file.height}, height)
        where account_id = ${tx.accountId} and id = ${remote.id}
        returning 1`;
      // The message was deleted while its file was on the way.
      if (!kept) return deleteFiles(tx, [file.storage_key, file.thumbnail_key]);
    } else {
      await tx.sql`
        update attachments set state = 'failed', error = ${cleanText(outcome.error).slice(0, 500)}
        where account_id = ${tx.accountId} and id = ${remote.id}`;
    }
    await tx.sql`
      update messages set revision = revision + 1, updated_at = now() where account_id = ${tx.accountId} and id = ${remote.messageId}`;
    tx.emit("message.updated", { message_id: remote.messageId, conversation_id: remote.conversationId });
  });
}
