import type { SearchView } from "#server/domain/help-center/contract/pages.ts";
import { matchLocale } from "../i18n/locales.ts";
import { texts } from "../i18n/texts.ts";
import { ArticleEntries } from "./article-entries.tsx";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { type PageLayout, pageLinks } from "./page-links.ts";
import { PortalFrame } from "./portal-frame.tsx";

interface SearchPageProps {
  view: SearchView;
  layout: PageLayout;
}

/** What a search found, or all articles, page by page. */
export function SearchPage({ view: { portal, query, articles, total, page, pages }, layout }: SearchPageProps) {
  const t = texts(matchLocale(portal.locale) ?? "en");
  const links = pageLinks(portal.slug, layout);
  const at = (number: number) => links.search(portal.locale, { ...(query && { query }), page: String(number) });
  const step = "rounded-md border border-line bg-raised px-4 py-2.5 font-medium hover:bg-hover";
  return (
    <PortalFrame portal={portal} layout={layout} query={query}>
      <Breadcrumbs
        label={t("helpCenter.you")}
        steps={[{ name: t("helpCenter.home"), href: links.home(portal.locale) }]}
      />
      <h1 dir="auto" className="wrap-anywhere mb-4 font-semibold text-2xl">
        {query ? t("helpCenter.results", { count: total, query }) : t("helpCenter.allArticles")}
      </h1>
      {total === 0 ? (
        <p className="text-lg text-muted">{t(query ? "helpCenter.nothing" : "helpCenter.empty")}</p>
      ) : null}
      <ArticleEntries articles={articles} links={links} withCategory />
      {pages > 1 ? (
        <nav aria-label={t("helpCenter.pages")} className="mt-6 flex flex-wrap items-center gap-3">
          {page > 1 ? (
            <a href={at(page - 1)} rel="prev" className={step}>
              {t("helpCenter.previous")}
            </a>
          ) : null}
          <span className="text-muted">{t("helpCenter.pageOf", { page: String(page), pages: String(pages) })}</span>
          {page < pages ? (
            <a href={at(page + 1)} rel="next" className={step}>
              {t("helpCenter.next")}
            </a>
          ) : null}
        </nav>
      ) : null}
    </PortalFrame>
  );
}
