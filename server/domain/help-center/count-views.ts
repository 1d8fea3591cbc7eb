import type { Context } from "../../platform/context.ts";
import { type Reply, reply } from "../../platform/http/reply.ts";
import { runtime } from "../../platform/runtime.ts";
import { openPublicPortal } from "./open-public-portal.ts";
import { getArticleBySlug } from "./published-articles.ts";

/** Views wait so long at most before they are written, all of them in one statement. */
const WRITE_AFTER_MS = 5_000;
const PENDING = "article-views";
/** A browser that has the picture asks again after a day: until then it is the same view. */
const CACHE = "max-age=86400, private";

const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/**
 * A picture of one dot. Asking for it counts as reading the article, when that is published (contract, help center §5).
 *
 * @throws not_found
 */
export async function countArticleView(
  ctx: Context,
  input: { slug: string; article_slug: string },
): Promise<Reply<Buffer>> {
  const { ctx: inner, portal } = await openPublicPortal(ctx, input.slug);
  const article = await getArticleBySlug(inner, portal, input.article_slug);
  if (article.status === "published") noteView(article);
  return reply(dot, { headers: { "cache-control": CACHE } });
}

/** Readers write nothing: the views of some seconds are added up here, and the first of them sets the clock. */
function noteView({ accountId, id }: { accountId: number; id: number }): void {
  const pending = pendingViews();
  const key = `${accountId}:${id}`;
  if (pending.size === 0) {
    setTimeout(() => {
      writeViews().catch((err) => runtime().log.error({ err }, "Views of articles were not written"));
    }, WRITE_AFTER_MS).unref();
  }
  pending.set(key, (pending.get(key) ?? 0) + 1);
}

/** Writes what was read since the last time. Called by its clock, and when the process ends. */
export async function writeViews(): Promise<void> {
  const views = [...pendingViews()].map(([key, count]) => {
    const [accountId, id] = key.split(":").map(Number);
    return { account_id: accountId, id, count };
  });
  pendingViews().clear();
  if (views.length === 0) return;
  await runtime().sql`
    update articles set views = views + v.count
    from jsonb_to_recordset(${JSON.stringify(views)}::text::jsonb) as v (account_id bigint, id bigint, count int)
    where articles.account_id = v.account_id and articles.id = v.id`;
}

function pendingViews(): Map<string, number> {
  const { caches } = runtime();
  const known = caches.get(PENDING) as Map<string, number> | undefined;
  if (known) return known;
  const pending = new Map<string, number>();
  caches.set(PENDING, pending);
  return pending;
}
