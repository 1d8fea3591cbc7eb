import { isAppError } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import type { RawHttpRequest, RawHttpResponse } from "../../platform/http/raw-routes.ts";
import { openWidget } from "./open-widget.ts";

const open = { "content-type": "application/json; charset=utf-8", "access-control-allow-origin": "*" };

/**
 * How the button of a website's chat looks, `{color, locale}`: asked by the script on every page that shows it, so it makes nobody a
 * visitor and may be kept for a minute. Unknown websites and suspended accounts are answered as the page in the frame answers them.
 */
export async function serveWidgetLook({ url }: RawHttpRequest): Promise<RawHttpResponse> {
  const ctx: Context = { actor: { kind: "nobody" }, requestId: "widget", locale: "en" };
  try {
    const { ctx: found, inbox } = await openWidget(ctx, {
      website_token: url.searchParams.get("website_token") ?? "",
    });
    const body = JSON.stringify({ color: inbox.settings.widget_color, locale: found.locale.replace("-", "_") });
    return { status: 200, body, headers: { ...open, "cache-control": "public, max-age=60" } };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const status = error.code === "unauthenticated" ? 401 : 404;
    const body = JSON.stringify({ error: error.details.public ?? "web widget does not exist" });
    return { status, body, headers: { ...open, "cache-control": "no-store" } };
  }
}
