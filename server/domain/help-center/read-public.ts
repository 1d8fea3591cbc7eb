import type { Context } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { type Reply, reply } from "../../platform/http/reply.ts";
import type * as contract from "./contract/public.ts";
import { openPublicLocale, openPublicPortal } from "./open-public-portal.ts";
import {
  countPublishedArticles,
  findPublicCategories,
  findPublishedArticles,
  getPublicCategory,
} from "./published-articles.ts";
import { serializePublicArticles, serializePublicCategory, serializePublicPortal } from "./serialize-public.ts";

/** Leads to the start page in the default language. @throws not_found */
export async function openHelpCenter(ctx: Context, input: { slug: string }): Promise<Reply> {
  const { portal } = await openPublicPortal(ctx, input.slug);
  const location = `/hc/${encodeURIComponent(portal.slug)}/${portal.config.default_locale}`;
  return reply(undefined, { status: 302, headers: { location } });
}

/** @throws not_found, also for a language the help center has not */
export async function getPublicPortal(
  ctx: Context,
  input: Input<typeof contract.getPublicPortal>,
): Promise<Result<typeof contract.getPublicPortal>> {
  const { ctx: inner, portal, locale } = await openPublicLocale(ctx, input);
  const categories = await findPublicCategories(inner, portal, locale);
  return serializePublicPortal(inner, portal, categories.map(serializePublicCategory));
}

/** @throws not_found */
export async function listPublicCategories(
  ctx: Context,
  input: Input<typeof contract.listPublicCategories>,
): Promise<Result<typeof contract.listPublicCategories>> {
  const { ctx: inner, portal, locale } = await openPublicLocale(ctx, input);
  return { payload: (await findPublicCategories(inner, portal, locale)).map(serializePublicCategory) };
}

/** Published articles; counted before text and page narrow them (contract, help center §5). @throws not_found */
export async function listPublicArticles(
  ctx: Context,
  input: Input<typeof contract.listPublicArticles> & { category_slug?: string },
): Promise<Result<typeof contract.listPublicArticles>> {
  const { ctx: inner, portal, locale } = await openPublicLocale(ctx, input);
  const { category_slug: slug, query, sort, page, per_page: perPage } = input;
  const categoryId = slug === undefined ? undefined : (await getPublicCategory(inner, portal, { locale, slug })).id;
  const of = { locale, ...(categoryId !== undefined && { categoryId }) };
  const count = await countPublishedArticles(inner, portal, of);
  const rows = await findPublishedArticles(inner, portal, { ...of, query, sort, page, perPage });
  return { payload: await serializePublicArticles(inner, portal, rows), meta: { articles_count: count } };
}
