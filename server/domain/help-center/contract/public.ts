import { z } from "zod";
import { page, textUpTo } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";

const base = "/hc/{slug}";
const tag = "Help center pages";

/** A category as readers have it (contract, help center §5). */
export const publicCategory = z.object({
  name: z.string(),
  slug: z.string(),
  locale: z.string(),
  description: z.string().nullable(),
  icon: z.string(),
  position: z.number(),
  meta: z.object({ articles_count: z.number() }),
});
export type PublicCategory = z.infer<typeof publicCategory>;

/** A help center as readers have it; its categories come along where it is asked for itself. */
export const publicPortal = z.object({
  custom_domain: z.string().nullable(),
  header_text: z.string().nullable(),
  homepage_link: z.string().nullable(),
  name: z.string(),
  page_title: z.string().nullable(),
  slug: z.string(),
  categories: z.array(publicCategory).optional(),
  logo: z.string().optional(),
  meta: z.object({ articles_count: z.number(), categories_count: z.number(), default_locale: z.string() }),
});
export type PublicPortal = z.infer<typeof publicPortal>;

const publicAuthor = z.object({ available_name: z.string(), name: z.string(), thumbnail: z.string() });
export type PublicAuthor = z.infer<typeof publicAuthor>;

const slimArticle = z.object({
  id: z.number(),
  category_id: z.number().nullable(),
  title: z.string(),
  content: z.string().nullable(),
  description: z.string().nullable(),
  status: z.string(),
  account_id: z.number(),
  /** ISO. */
  last_updated_at: z.string(),
  views: z.number(),
  author: publicAuthor.optional(),
});

/** A published article (contract, help center §5). */
export const publicArticle = slimArticle.extend({
  position: z.number(),
  slug: z.string(),
  portal: publicPortal,
  category: z.object({ id: z.number(), slug: z.string(), locale: z.string() }).optional(),
  associated_articles: z.array(slimArticle).optional(),
  link: z.string(),
});
export type PublicArticle = z.infer<typeof publicArticle>;

const portalPath = z.object({ slug: z.string() });
const localePath = portalPath.extend({ locale: z.string() });

const DEFAULT_PAGE_SIZE = 25;
const LARGEST_PAGE = 100;

/** Absent: everything. Below one: the default (contract, help center §5). */
const perPage = z
  .string()
  .optional()
  .transform((value) => {
    if (value === undefined) return null;
    const wanted = Math.floor(Number(value));
    return wanted >= 1 ? Math.min(wanted, LARGEST_PAGE) : DEFAULT_PAGE_SIZE;
  });

const articleQuery = z.object({
  query: textUpTo(500).optional(),
  sort: z.string().max(50).optional(),
  page,
  per_page: perPage,
});

const articleList = z.object({
  payload: z.array(publicArticle),
  meta: z.object({ articles_count: z.number() }),
});

export const openHelpCenter = operation({
  id: "help_center.open",
  method: "GET",
  path: base,
  summary: "To the start page in the default language",
  tag,
  callers: ["nobody"],
  params: portalPath,
  status: 302,
});

export const getPublicPortal = operation({
  id: "help_center.portal",
  method: "GET",
  path: `${base}/{locale}/portal.json`,
  summary: "The help center with the categories of a language; also as `/hc/{slug}/{locale}.json`",
  tag,
  callers: ["nobody"],
  params: localePath,
  response: publicPortal,
});

export const listPublicCategories = operation({
  id: "help_center.categories",
  method: "GET",
  path: `${base}/{locale}/categories.json`,
  summary: "Categories of a language, by position",
  tag,
  callers: ["nobody"],
  params: localePath,
  response: z.object({ payload: z.array(publicCategory) }),
});

export const listPublicArticles = operation({
  id: "help_center.articles",
  method: "GET",
  path: `${base}/{locale}/articles.json`,
  summary: "Published articles of a language, or those that match a text",
  tag,
  callers: ["nobody"],
  params: localePath,
  query: articleQuery,
  response: articleList,
});

export const listArticlesOfCategory = operation({
  id: "help_center.category_articles",
  method: "GET",
  path: `${base}/{locale}/categories/{category_slug}/articles.json`,
  summary: "Published articles of a category",
  tag,
  callers: ["nobody"],
  params: localePath.extend({ category_slug: z.string() }),
  query: articleQuery,
  response: articleList,
});

export const getSitemap = operation({
  id: "help_center.sitemap",
  method: "GET",
  path: `${base}/articles.xml`,
  summary: "Every published article, for search engines; also as `/hc/{slug}/sitemap.xml`",
  tag,
  callers: ["nobody"],
  params: portalPath,
  media: "application/xml; charset=utf-8",
});

export const countArticleView = operation({
  id: "help_center.view",
  method: "GET",
  path: `${base}/articles/{article_slug}/view.png`,
  summary: "A picture of one dot that counts a view; also as `/hc/{slug}/articles/{article_slug}.png`",
  tag,
  callers: ["nobody"],
  params: portalPath.extend({ article_slug: z.string() }),
  media: "image/png",
});
