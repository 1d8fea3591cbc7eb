import * as articles from "#server/domain/help-center/contract/articles.ts";
import { listArticles } from "#server/domain/help-center/list-articles.ts";
import { createArticle } from "#server/domain/help-center/write-article.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(articles.listArticles, listArticles);
export const POST = endpoint(articles.createArticle, createArticle);
