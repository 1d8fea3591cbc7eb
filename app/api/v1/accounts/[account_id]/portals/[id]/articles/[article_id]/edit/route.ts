import * as articles from "#server/domain/help-center/contract/articles.ts";
import { getArticle } from "#server/domain/help-center/list-articles.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(articles.editArticle, getArticle);
