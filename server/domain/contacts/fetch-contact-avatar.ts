import { and, eq } from "drizzle-orm";
import { contacts } from "#db/schema/contacts.ts";
import { isAppError } from "../../platform/app-error.ts";
import { database, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { safeFetch } from "../../platform/http-client/safe-fetch.ts";
import { MAX_AVATAR_BYTES, storeAvatar } from "../../platform/media/store-avatar.ts";
import { runtime } from "../../platform/runtime.ts";
import { changeContact } from "./change-contact.ts";

interface Owner {
  accountId: number;
  contactId: number;
}

/**
 * Copies the picture of a contact from its `avatar_url` to our storage and announces it. A picture that is gone or is no
 * picture leaves the contact as it was.
 *
 * @throws when the address cannot be reached now; the job then tries again
 */
export async function fetchContactAvatar(of: Owner): Promise<void> {
  const ctx = systemContext(of.accountId, "fetch_contact_avatar");
  const [row] = await database(ctx)
    .select({ avatarUrl: contacts.avatarUrl })
    .from(contacts)
    .where(and(eq(contacts.accountId, of.accountId), eq(contacts.id, of.contactId)));
  if (!row?.avatarUrl) return;
  const bytes = await download(row.avatarUrl);
  const key = bytes && (await store(bytes, of, row.avatarUrl));
  if (!key) return;
  const replaced: string[] = [];
  await transaction(ctx, (tx) =>
    changeContact(tx, of.contactId, (contact) => {
      if (contact.avatarKey) replaced.push(contact.avatarKey);
      return { avatarKey: key };
    }),
  );
  for (const old of replaced) await runtime().storage.delete(old);
}

/** Null when the provider says that there is no such picture. */
async function download(url: string): Promise<Buffer | null> {
  const response = await safeFetch(url, { maxBytes: MAX_AVATAR_BYTES, timeoutMs: 30_000, redirects: 3 });
  if (response.status >= 500 || response.status === 429)
    throw new Error(`The picture's host answered ${response.status}`);
  return response.status === 200 ? response.body : null;
}

/**
 * The link of the picture ends as its address did: bridges compare the two to see whether the picture has changed
 * (contract, real clients §3).
 */
async function store(bytes: Buffer, of: Owner, url: string): Promise<string | null> {
  try {
    const name = new URL(url).pathname.split("/").at(-1);
    return await storeAvatar(bytes, `accounts/${of.accountId}/contacts/${of.contactId}`, name);
  } catch (error) {
    if (!isAppError(error)) throw error;
    runtime().log.info({ ...of, err: error }, "a contact's picture cannot be used");
    return null;
  }
}
