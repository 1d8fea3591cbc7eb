import * as helpCenter from "#server/domain/help-center/contract/public.ts";
import { getSitemap } from "#server/domain/help-center/sitemap.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(helpCenter.getSitemap, getSitemap);
