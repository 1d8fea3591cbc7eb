import { type Context, statements } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";

/** For so long a file may wait for what is to use it. */
const KEPT_HOURS = 24;
const BITE = 200;

/**
 * Deletes files that were sent ahead and are a day old, and their rows. Messages have copies of their own by then; what a macro, a rule
 * or an article names stays as long as it does. A file goes before its row: what is interrupted is done again.
 */
export async function deleteOldUploads(ctx: Context): Promise<void> {
  for (;;) {
    const old = await findUnused(ctx);
    for (const upload of old) {
      await runtime().storage.delete(upload.storageKey);
      await statements(ctx)`
        delete from direct_uploads where account_id = ${upload.accountId} and storage_key = ${upload.storageKey}`;
    }
    if (old.length < BITE) return;
  }
}

/**
 * Those that nothing names. A signed id, and the link of a file, begin with the base64 of `["<key>`: of that as many characters are
 * looked for as do not depend on what follows the key.
 */
async function findUnused(ctx: Context) {
  return statements(ctx)<{ accountId: number; storageKey: string }[]>`
    select account_id as "accountId", storage_key as "storageKey" from direct_uploads upload
    cross join lateral (
      select '%' || left(translate(encode(convert_to('["' || storage_key, 'UTF8'), 'base64'), E'+/\n', '-_'),
        octet_length('["' || storage_key) / 3 * 4) || '%' as pattern) as link
    where created_at < now() - make_interval(hours => ${KEPT_HOURS})
      and not exists (select from macros of where of.account_id = upload.account_id and of.actions::text like link.pattern)
      and not exists (
        select from automation_rules of where of.account_id = upload.account_id and of.actions::text like link.pattern)
      and not exists (
        select from articles of where of.account_id = upload.account_id and of.content like link.pattern)
    order by created_at limit ${BITE}`;
}
