import type { CategoryView } from "#server/domain/help-center/contract/pages.ts";
import { matchLocale } from "../i18n/locales.ts";
import { texts } from "../i18n/texts.ts";
import { ArticleEntries } from "./article-entries.tsx";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { isSign } from "./home-page.tsx";
import { type PageLayout, pageLinks } from "./page-links.ts";
import { PortalFrame } from "./portal-frame.tsx";

interface CategoryPageProps {
  view: CategoryView;
  layout: PageLayout;
}

/** All articles of a category. */
export function CategoryPage({ view: { portal, category, articles, translations }, layout }: CategoryPageProps) {
  const t = texts(matchLocale(portal.locale) ?? "en");
  const links = pageLinks(portal.slug, layout);
  const elsewhere = Object.fromEntries(
    Object.entries(translations).map(([locale, slug]) => [locale, links.category(locale, slug)]),
  );
  return (
    <PortalFrame portal={portal} layout={layout} translations={elsewhere}>
      <Breadcrumbs
        label={t("helpCenter.you")}
        steps={[{ name: t("helpCenter.home"), href: links.home(portal.locale) }]}
      />
      <h1 dir="auto" className="wrap-anywhere font-semibold text-2xl">
        {isSign(category.icon) ? <span aria-hidden>{category.icon} </span> : null}
        {category.name}
      </h1>
      {category.description ? (
        <p dir="auto" className="wrap-anywhere mt-2 text-lg text-muted">
          {category.description}
        </p>
      ) : null}
      <p className="mt-2 mb-4 text-muted">{t("helpCenter.articles", { count: articles.length })}</p>
      <ArticleEntries articles={articles} links={links} />
    </PortalFrame>
  );
}
