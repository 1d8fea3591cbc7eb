import * as helpCenter from "#server/domain/help-center/contract/public.ts";
import { listPublicArticles } from "#server/domain/help-center/read-public.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(helpCenter.listArticlesOfCategory, listPublicArticles);
