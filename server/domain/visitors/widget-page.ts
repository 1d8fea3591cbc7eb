import { isAppError } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import type { RawHttpRequest, RawHttpResponse } from "../../platform/http/raw-routes.ts";
import { openWidget } from "./open-widget.ts";

const types = { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" };

/**
 * The page inside the frame (contract, public API §3). Everything it needs to know it asks the API for; here stands only who may
 * frame it.
 */
export async function serveWidgetPage({ url }: RawHttpRequest): Promise<RawHttpResponse> {
  const ctx: Context = { actor: { kind: "nobody" }, requestId: "widget", locale: "en" };
  try {
    const { inbox } = await openWidget(ctx, { website_token: url.searchParams.get("website_token") ?? "" });
    return { status: 200, body: page, headers: { ...types, ...framing(String(inbox.settings.allowed_domains ?? "")) } };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const status = error.code === "unauthenticated" ? 401 : 404;
    const body = JSON.stringify({ error: error.details.public ?? "web widget does not exist" });
    return { status, body, headers: { "content-type": "application/json; charset=utf-8" } };
  }
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src * data: blob:; media-src *; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'";

/** Without a list of domains every website may show it. */
function framing(domains: string): Record<string, string> {
  const allowed = domains
    .split(/[\s,;]+/)
    .filter((domain) => /^(https?:\/\/)?(\*\.)?([\w-]+(\.[\w-]+)+|localhost)(:\d+)?$/.test(domain));
  const ancestors = allowed.length > 0 ? `; frame-ancestors 'self' ${allowed.join(" ")}` : "";
  return { "content-security-policy": `${policy}${ancestors}` };
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Chat</title>
<link rel="stylesheet" href="/widget-app/app.css">
<script type="module" src="/widget-app/app.js"></script>
</head>
<body><main id="widget" aria-busy="true"></main></body>
</html>
`;
