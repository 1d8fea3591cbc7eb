import { createHash } from "node:crypto";
import { isAppError } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import { clientAddress } from "../../platform/http/client-address.ts";
import type { RawHttpRequest, RawHttpResponse } from "../../platform/http/raw-routes.ts";
import { openWidget } from "./open-widget.ts";
import { getWidgetConfig } from "./widget-config.ts";

const types = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };

/**
 * The page inside the frame (contract, public API §3): how the widget looks, and who its visitor is. Who calls without
 * `cw_conversation` comes in as somebody new; who names it empty says later who they are, as our own script does: an address is
 * kept in more places than a token should be.
 */
export async function serveWidgetPage({ url, headers }: RawHttpRequest): Promise<RawHttpResponse> {
  const website_token = url.searchParams.get("website_token") ?? "";
  const visitorToken = url.searchParams.get("cw_conversation");
  const client = {
    address: clientAddress(new Headers(headers)),
    userAgent: headers["user-agent"] ?? null,
    visitorToken,
  };
  const ctx: Context = { actor: { kind: "nobody" }, requestId: "widget", locale: "en", client };
  try {
    const { inbox } = await openWidget(ctx, { website_token });
    const script = visitorToken === "" ? "" : await knownVisitor(ctx, website_token);
    const policy = contentPolicy(script, String(inbox.settings.allowed_domains ?? ""));
    return { status: 200, body: page(script), headers: { ...types, "content-security-policy": policy } };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const status = error.code === "unauthenticated" ? 401 : 404;
    const body = JSON.stringify({ error: error.details.public ?? "web widget does not exist" });
    return { status, body, headers: { "content-type": "application/json; charset=utf-8" } };
  }
}

/** Sets what scripts of the page find under `window`. Empty for an address that brought too many visitors. */
async function knownVisitor(ctx: Context, website_token: string): Promise<string> {
  try {
    const { website_channel_config: channel, contact, global_config } = await getWidgetConfig(ctx, { website_token });
    const values = {
      chatwootWebChannel: camelCased(channel),
      chatwootPubsubToken: contact.pubsub_token,
      authToken: channel.auth_token,
      globalConfig: global_config,
    };
    return Object.entries(values)
      .map(([name, value]) => `window.${name} = ${JSON.stringify(value).replaceAll("<", "\\u003c")};`)
      .join("\n");
  } catch (error) {
    if (isAppError(error) && error.code === "too_many_requests") return "";
    throw error;
  }
}

/** As scripts of the page write it; the token is beside it. */
const camelCased = ({ auth_token: _token, ...channel }: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(channel).map(([name, value]) => [
      name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase()),
      value,
    ]),
  );

/** Our own script and the one above. Without a list of domains every website may show the page. */
function contentPolicy(script: string, domains: string): string {
  const hash = script && ` 'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  const policy = `default-src 'none'; script-src 'self'${hash}; style-src 'self'; img-src * data: blob:; media-src *; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'`;
  const allowed = domains
    .split(/[\s,;]+/)
    .filter((domain) => /^(https?:\/\/)?(\*\.)?([\w-]+(\.[\w-]+)+|localhost)(:\d+)?$/.test(domain));
  return allowed.length > 0 ? `${policy}; frame-ancestors 'self' ${allowed.join(" ")}` : policy;
}

const page = (script: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Chat</title>
<link rel="stylesheet" href="/widget-app/app.css">
${script && `<script>${script}</script>\n`}<script type="module" src="/widget-app/app.js"></script>
</head>
<body><main id="widget" aria-busy="true"></main></body>
</html>
`;
