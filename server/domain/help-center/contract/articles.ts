import { z } from "zod";
import {
  echoedPage,
  namedByNumber,
  pageIfAny,
  textUpTo,
  unixSeconds,
  wireId,
  wireIdOrNone,
} from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { agent } from "../../accounts/contract/agent.ts";
import { localeCode, portalPath, slug, textOrNone, name as title } from "./fields.ts";
import { portal } from "./portals.ts";

const base = "/api/v1/accounts/{account_id}/portals/{id}/articles";
const tag = "Help center";

const statuses = ["draft", "published", "archived"] as const;
export const articleStatus = z.enum(statuses);

/** By name, or by the number clients know it as (contract, help center §4). */
const wireStatus = z.preprocess(namedByNumber(statuses), articleStatus);

const associatedArticle = z.object({
  id: z.number(),
  category_id: z.number().nullable(),
  title: z.string(),
  content: z.string().nullable(),
  description: z.string().nullable(),
  status: articleStatus,
  account_id: z.number(),
  portal,
  views: z.number().nullable(),
  author: agent.optional(),
});

const articleMeta = z.object({
  title: textUpTo(255).nullish(),
  description: textUpTo(20_000).nullish(),
  tags: z.array(textUpTo(255)).max(100).nullish(),
});

/** An article (contract, help center §4). `author` is missing when they have left the account. */
export const article = z.object({
  id: z.number(),
  slug: z.string(),
  title: z.string(),
  content: z.string().nullable(),
  description: z.string().nullable(),
  status: articleStatus,
  position: z.number(),
  account_id: z.number(),
  locale: z.string(),
  updated_at: unixSeconds,
  meta: articleMeta,
  category: z.object({
    id: z.number().nullable(),
    name: z.string().nullable(),
    slug: z.string().nullable(),
    locale: z.string().nullable(),
  }),
  views: z.number().nullable(),
  author: agent.optional(),
  associated_articles: z.array(associatedArticle).optional(),
});
export type Article = z.infer<typeof article>;
export type AssociatedArticle = z.infer<typeof associatedArticle>;

/** Longest text of an article, in characters. */
const MOST_CONTENT = 65_535;
const content = textUpTo(MOST_CONTENT).refine((text) => text.trim() !== "", "can't be blank");
const position = z.coerce.number().int().min(-1_000_000_000).max(1_000_000_000);

const fields = {
  /** Blank: one of time and title, or the one it has. */
  slug: z.union([z.literal(""), slug]).nullish(),
  position: position.nullish(),
  description: textOrNone(20_000),
  category_id: wireIdOrNone.optional(),
  /** The article that this one translates. */
  associated_article_id: wireIdOrNone.optional(),
  status: wireStatus.optional(),
  locale: localeCode.nullish(),
  meta: articleMeta.nullish(),
};

const articlePath = portalPath.extend({ article_id: wireId });
const response = z.object({ payload: article });

export const listArticles = operation({
  id: "articles.list",
  method: "GET",
  path: base,
  summary: "Articles of a help center, 25 to a page; those that match best first where a text is searched",
  tag,
  callers: ["user"],
  params: portalPath,
  query: z.object({
    locale: z.string().max(35).optional(),
    query: textUpTo(500).optional(),
    page: pageIfAny,
    category_slug: z.string().max(255).optional(),
    status: z.union([z.literal("").transform(() => undefined), wireStatus]).optional(),
    author_id: wireIdOrNone.optional(),
  }),
  response: z.object({
    payload: z.array(article),
    meta: z.object({
      all_articles_count: z.number(),
      archived_articles_count: z.number(),
      articles_count: z.number(),
      current_page: echoedPage,
      draft_articles_count: z.number(),
      mine_articles_count: z.number(),
      published_count: z.number(),
    }),
  }),
});

export const createArticle = operation({
  id: "articles.create",
  method: "POST",
  path: base,
  summary: "Write an article",
  tag,
  callers: ["administrator"],
  params: portalPath,
  rootKey: "article",
  body: z.object({ title, content, author_id: wireIdOrNone.optional(), ...fields }),
  response,
});

export const getArticle = operation({
  id: "articles.get",
  method: "GET",
  path: `${base}/{article_id}`,
  summary: "One article",
  tag,
  callers: ["administrator"],
  params: articlePath,
  response,
});

export const editArticle = operation({
  id: "articles.edit",
  method: "GET",
  path: `${base}/{article_id}/edit`,
  summary: "One article, as some clients ask for it",
  tag,
  callers: ["administrator"],
  params: articlePath,
  response,
});

export const updateArticle = operation({
  id: "articles.update",
  method: "PATCH",
  path: `${base}/{article_id}`,
  summary: "Change an article, publish it, put it into another category",
  tag,
  callers: ["administrator"],
  params: articlePath,
  rootKey: "article",
  body: z.object({
    title: title.optional(),
    content: content.optional(),
    author_id: wireIdOrNone.optional(),
    ...fields,
  }),
  response,
});

export const deleteArticle = operation({
  id: "articles.delete",
  method: "DELETE",
  path: `${base}/{article_id}`,
  summary: "Delete an article; its translations stay",
  tag,
  callers: ["administrator"],
  params: articlePath,
});

export const reorderArticles = operation({
  id: "articles.reorder",
  method: "POST",
  path: `${base}/reorder`,
  summary: "Give articles new positions, by id",
  tag,
  callers: ["administrator"],
  params: portalPath,
  body: z.object({ positions_hash: z.record(z.string().regex(/^\d{1,15}$/), position) }),
});
