import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { Context } from "../../platform/context.ts";
import type { PageHandler } from "../../platform/http/serve-http.ts";
import { runtime } from "../../platform/runtime.ts";
import { findPortalOfDomain } from "./open-public-portal.ts";

/** Tells pages which address they are shown under; a layout cannot see it. Ours alone: what a caller sends is thrown away. */
const PATH_HEADER = "x-page-path";

const nobody: Context = { actor: { kind: "nobody" }, requestId: "domain", locale: "en" };

/**
 * Pages under the domains of help centers (contract, help center §5): `/` is the start page of the one that has the domain, and only its
 * pages are there. Under a host that nobody has there are none at all. Everything else passes as it is.
 */
export function atPortalDomains(pages: PageHandler): PageHandler {
  return async (request, response) => {
    delete request.headers[PATH_HEADER];
    const { path, query } = partsOf(request.url ?? "/");
    const isPage = path === "/hc" || path.startsWith("/hc/");
    const host = foreignHost(request);
    if (host && (isPage || path === "/")) {
      const portal = await findPortalOfDomain(nobody, host);
      if (!portal && isPage) {
        const error = `Domain: ${host} is not registered with us. Please ask the people who run this help center.`;
        response.writeHead(401, { "content-type": "application/json; charset=utf-8" });
        response.end(JSON.stringify({ error }));
        return;
      }
      if (portal) request.url = addressIn(portal, path) + query;
    }
    if (request.url?.startsWith("/hc/")) request.headers[PATH_HEADER] = request.url;
    return pages(request, response);
  };
}

/** @returns the query with its question mark, empty without one */
function partsOf(url: string): { path: string; query: string } {
  const end = url.indexOf("?");
  return end < 0 ? { path: url, query: "" } : { path: url.slice(0, end), query: url.slice(end) };
}

/** No portal has a locale of this name, so the answer is that there is no such page. */
const NOWHERE = "-";

function addressIn(portal: { slug: string; locale: string }, path: string): string {
  const home = `/hc/${encodeURIComponent(portal.slug)}`;
  if (path === "/") return `${home}/${portal.locale}`;
  return path === home || path.startsWith(`${home}/`) ? path : `${home}/${NOWHERE}`;
}

/** The host the reader asked for, when it is neither this installation's name nor one that machines use among themselves. */
function foreignHost({ headers }: IncomingMessage): string | null {
  const forwarded = headers["x-forwarded-host"];
  const asked = [headers.host, Array.isArray(forwarded) ? forwarded[0] : forwarded?.split(",")[0]];
  return asked.map((value) => nameOf(value ?? "")).find((name) => name !== "" && !isOwn(name)) ?? null;
}

const nameOf = (host: string): string => host.trim().toLowerCase().replace(/:\d+$/, "");

const isOwn = (name: string): boolean =>
  name === new URL(runtime().config.appUrl).hostname.toLowerCase() ||
  !name.includes(".") ||
  isIP(name.replace(/^\[|\]$/g, "")) !== 0;
