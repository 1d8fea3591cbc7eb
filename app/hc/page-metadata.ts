import type { Metadata } from "next";
import type { PortalView } from "#server/domain/help-center/contract/pages.ts";

interface PageFacts {
  /** Of the page; the name of the help center stands behind it. */
  title?: string | null;
  description?: string | null;
  /** Behind the address of the help center: `en/categories/billing`. */
  path: string;
  /** The same page in other languages: locale → path. */
  translations?: Record<string, string>;
  keywords?: string[];
  isHidden?: boolean;
}

/** What search engines and link previews are told of a page. */
export function pageMetadata(portal: PortalView, page: PageFacts): Metadata {
  const title = page.title ? `${page.title} · ${portal.title}` : portal.title;
  const description = page.description ?? portal.headerText ?? portal.title;
  const at = (path: string) => `${portal.base}/hc/${encodeURIComponent(portal.slug)}/${path}`;
  const everywhere = { ...page.translations, [portal.locale]: page.path };
  return {
    title: { absolute: title },
    description,
    ...(page.keywords?.length && { keywords: page.keywords }),
    robots: page.isHidden ? { index: false, follow: false } : { index: true, follow: true },
    alternates: {
      canonical: at(page.path),
      languages: Object.fromEntries(
        Object.entries(everywhere).map(([locale, path]) => [locale.replaceAll("_", "-"), at(path)]),
      ),
    },
    openGraph: { title, description, url: at(page.path), siteName: portal.title, type: "website" },
    ...(portal.logo && { icons: { icon: { url: portal.logo.url, type: portal.logo.type } } }),
  };
}
