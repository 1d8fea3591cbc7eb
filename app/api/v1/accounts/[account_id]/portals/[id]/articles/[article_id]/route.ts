import * as articles from "#server/domain/help-center/contract/articles.ts";
import { getArticle } from "#server/domain/help-center/list-articles.ts";
import { deleteArticle, updateArticle } from "#server/domain/help-center/write-article.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(articles.getArticle, getArticle);
export const PATCH = endpoint(articles.updateArticle, updateArticle);
export const PUT = PATCH;
export const DELETE = endpoint(articles.deleteArticle, deleteArticle);
