import { createHash, randomUUID } from "node:crypto";
import { AppError, notFound, refused } from "../../platform/app-error.ts";
import { type AccountContext, type Context, statements } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { runtime } from "../../platform/runtime.ts";
import { sign, verifySignature } from "../../platform/secrets.ts";
import { signFileLink } from "../../platform/storage/file-link.ts";
import { getConversationRow } from "../conversations/queries/get-conversation.ts";
import type { AnnouncedBlob, DirectUpload, receiveUpload as operation } from "./contract/uploads.ts";

const PURPOSE = "direct_upload";
/** For so long the bytes may come. */
const LIFE_MS = 5 * 60_000;

/** What the address for the bytes says; signed, so that nothing has to be stored before they are here. */
interface Announced {
  accountId: number;
  key: string;
  contentType: string;
  size: number;
  checksum: string;
  expiresAt: number;
}

/**
 * Says where the bytes of a file go, and the signed id under which a message can name it afterwards (contract, conventions §10: the
 * protocol of Active Storage).
 */
export function announceUpload(accountId: number, { blob }: AnnouncedBlob): DirectUpload {
  const contentType = blob.content_type?.trim() || "application/octet-stream";
  const name = randomUUID();
  const key = `accounts/${accountId}/attachments/${name}`;
  const { filename, byte_size, checksum } = blob;
  const announced: Announced = {
    accountId,
    key,
    contentType,
    size: byte_size,
    checksum,
    expiresAt: Date.now() + LIFE_MS,
  };
  const facts = Buffer.from(JSON.stringify(announced)).toString("base64url");
  return {
    id: numberOf(name),
    key,
    filename,
    content_type: contentType,
    metadata: {},
    byte_size,
    checksum,
    created_at: new Date().toISOString(),
    signed_id: signFileLink(key, { contentType, fileName: filename }),
    direct_upload: {
      url: `${runtime().config.appUrl}/rails/active_storage/disk/${facts}.${sign(PURPOSE, facts)}`,
      headers: { "Content-Type": contentType },
    },
  };
}

/** A positive number of at most 31 bits out of a UUID: larger ones do not fit into the integers of every client. */
const numberOf = (uuid: string): number => Number.parseInt(uuid.slice(0, 8), 16) >>> 1 || 1;

/** For a message of a conversation that the caller may open. @throws not_found, forbidden */
export async function startConversationUpload(
  ctx: AccountContext,
  input: AnnouncedBlob & { conversation_id: number },
): Promise<DirectUpload> {
  await getConversationRow(ctx, input.conversation_id);
  return announceUpload(ctx.accountId, input);
}

/** For the account that the caller worked in last: the address names none. @throws forbidden without any account */
export async function startUpload(ctx: Context, input: AnnouncedBlob): Promise<DirectUpload> {
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : 0;
  const [active] = await statements(ctx)<{ accountId: number }[]>`
    select account_id as "accountId" from account_users where user_id = ${userId}
    order by active_at desc nulls last, account_id limit 1`;
  if (!active) throw new AppError("forbidden");
  return announceUpload(active.accountId, input);
}

/**
 * Keeps the bytes of an announced file. They are listed before they are stored, so that none stays behind unknown.
 *
 * @throws not_found for an address that is not ours or too old; refused for other bytes
 */
export async function receiveUpload(ctx: Context, { token, file }: Input<typeof operation>): Promise<void> {
  const announced = read(token);
  if (!announced || announced.expiresAt < Date.now()) throw notFound("announced upload");
  const bytes = Buffer.from(await file.arrayBuffer());
  const checksum = createHash("md5").update(bytes).digest("base64");
  if (bytes.byteLength !== announced.size || checksum !== announced.checksum)
    throw refused("These are not the bytes that were announced");
  await statements(ctx)`
    insert into direct_uploads (account_id, storage_key) values (${announced.accountId}, ${announced.key})
    on conflict do nothing`;
  await runtime().storage.put(announced.key, bytes, { contentType: announced.contentType });
}

function read(token: string): Announced | null {
  const [facts = "", signature = ""] = token.split(".");
  if (!verifySignature(PURPOSE, facts, signature)) return null;
  return JSON.parse(Buffer.from(facts, "base64url").toString("utf8")) as Announced;
}
