import { invalid } from "../../platform/app-error.ts";
import { runtime } from "../../platform/runtime.ts";

const isHostName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * The host of a custom domain, which may be given as an address.
 *
 * @throws invalid for what is no host name, and for the installation's own
 */
export function customDomainOf(given: string | null | undefined): string | null | undefined {
  if (!given) return given;
  const address = /^https?:\/\//i.test(given) ? given : `https://${given}`;
  const host = URL.canParse(address) ? new URL(address).hostname : "";
  if (!isHostName.test(host) || host === new URL(runtime().config.appUrl).hostname)
    throw invalid("custom_domain", "Custom domain is invalid");
  return host;
}

/** Where the header leads; a link without scheme is one to a website. @throws invalid for what is no web address */
export function homepageOf(given: string | null | undefined): string | null | undefined {
  if (!given) return given;
  if (!webAddress(given)) throw invalid("homepage_link", "Homepage link is invalid");
  return given;
}

/** `example.com` → `https://example.com`; null for what is no address of a website, such as a script. */
export function webAddress(link: string): string | null {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(link) ? link : `https://${link}`;
  if (!URL.canParse(address)) return null;
  const { protocol, href, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname.includes(".") ? href : null;
}
