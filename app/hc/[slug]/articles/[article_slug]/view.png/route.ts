import * as helpCenter from "#server/domain/help-center/contract/public.ts";
import { countArticleView } from "#server/domain/help-center/count-views.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(helpCenter.countArticleView, countArticleView);
