import { and, desc, eq } from "drizzle-orm";
import { articles } from "#db/schema/help-center.ts";
import { type Context, database } from "../../platform/context.ts";
import { articlesOf } from "./article-rows.ts";
import { openPublicPortal } from "./open-public-portal.ts";
import { portalBase } from "./portal-view.ts";

/** Search engines read no more from one file. */
const MOST_ENTRIES = 50_000;

/** The addresses of all published articles, in every language (contract, help center §5). @throws not_found */
export async function getSitemap(ctx: Context, input: { slug: string }): Promise<string> {
  const { ctx: inner, portal } = await openPublicPortal(ctx, input.slug);
  const rows = await database(inner)
    .select({ slug: articles.slug, updatedAt: articles.updatedAt })
    .from(articles)
    .where(and(articlesOf(inner, portal.id), eq(articles.status, "published")))
    .orderBy(desc(articles.updatedAt), desc(articles.id))
    .limit(MOST_ENTRIES);
  const start = `${portalBase(portal)}/hc/${encodeURIComponent(portal.slug)}/articles/`;
  const entries = rows.map(
    ({ slug, updatedAt }) =>
      `  <url><loc>${start}${encodeURIComponent(slug)}</loc><lastmod>${updatedAt.toISOString().slice(0, 10)}</lastmod></url>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    "</urlset>\n",
  ].join("\n");
}
