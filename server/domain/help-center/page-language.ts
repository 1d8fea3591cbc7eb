import { isAppError } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import { localeOf, openPublicPortal } from "./open-public-portal.ts";
import { getArticleBySlug } from "./published-articles.ts";

/**
 * The language a page of a help center is in, by its address: that of the article, else the one the address names, else the default.
 *
 * @param path  `/hc/…`, without query
 * @returns a locale of the portal; null where there is no portal
 */
export async function pageLanguage(ctx: Context, path: string): Promise<string | null> {
  const [slug = "", part = "", article] = path.split("/").slice(2).map(decodeURIComponent);
  if ([slug, article].some((name) => name?.includes("\0"))) return null;
  try {
    const { ctx: inner, portal } = await openPublicPortal(ctx, slug);
    const fallback = localeOf(portal, part) ?? portal.config.default_locale;
    if (part !== "articles" || !article) return fallback;
    const row = await getArticleBySlug(inner, portal, article).catch(nothing);
    return (row && localeOf(portal, row.locale)) ?? fallback;
  } catch (error) {
    return nothing(error);
  }
}

function nothing(error: unknown): null {
  if (isAppError(error) && error.code === "not_found") return null;
  throw error;
}
