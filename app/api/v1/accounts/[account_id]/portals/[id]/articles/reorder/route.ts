import * as articles from "#server/domain/help-center/contract/articles.ts";
import { reorderArticles } from "#server/domain/help-center/reorder-articles.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(articles.reorderArticles, reorderArticles);
