import type { HomeView } from "#server/domain/help-center/contract/pages.ts";
import { matchLocale } from "../i18n/locales.ts";
import { texts } from "../i18n/texts.ts";
import { ArticleEntries } from "./article-entries.tsx";
import { type PageLayout, type PageLinks, pageLinks } from "./page-links.ts";
import { PortalFrame } from "./portal-frame.tsx";

interface HomePageProps {
  view: HomeView;
  layout: PageLayout;
}

/** The start page: what is read most, then the categories with their first articles. */
export function HomePage({ view: { portal, categories, popular, others }, layout }: HomePageProps) {
  const t = texts(matchLocale(portal.locale) ?? "en");
  const links = pageLinks(portal.slug, layout);
  return (
    <PortalFrame portal={portal} layout={layout} isHome>
      {popular.length === 0 ? <p className="py-10 text-center text-lg text-muted">{t("helpCenter.empty")}</p> : null}
      {popular.length > 0 ? (
        <section className="mb-10">
          <h2 className="mb-3 font-semibold text-xl">{t("helpCenter.popular")}</h2>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-x-8 sm:grid-cols-2">
            {popular.map((article) => (
              <li key={article.slug}>
                <a
                  href={links.article(article.slug)}
                  dir="auto"
                  className="wrap-anywhere block py-2 text-accent-ink text-lg underline-offset-4 hover:underline"
                >
                  {article.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {categories.length > 0 ? (
        <section className="mb-10">
          <h2 className="mb-3 font-semibold text-xl">{t("helpCenter.categories")}</h2>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
            {categories.map((category) => (
              <CategoryCard key={category.slug} category={category} locale={portal.locale} links={links} t={t} />
            ))}
          </ul>
        </section>
      ) : null}
      {others.length > 0 && categories.length > 0 ? (
        <section>
          <h2 className="mb-1 font-semibold text-xl">{t("helpCenter.others")}</h2>
          <ArticleEntries articles={others} links={links} />
        </section>
      ) : null}
    </PortalFrame>
  );
}

interface CategoryCardProps {
  category: HomeView["categories"][number];
  locale: string;
  links: PageLinks;
  t: ReturnType<typeof texts>;
}

function CategoryCard({ category, locale, links, t }: CategoryCardProps) {
  return (
    <li className="wrap-anywhere min-w-0 rounded-lg border border-line bg-surface p-5">
      <h3 className="font-semibold text-lg">
        <a href={links.category(locale, category.slug)} dir="auto" className="underline-offset-4 hover:underline">
          {isSign(category.icon) ? <span aria-hidden>{category.icon} </span> : null}
          {category.name}
        </a>
      </h3>
      <p dir="auto" className="mt-1 text-muted">
        {category.description || t("helpCenter.articles", { count: category.meta.articles_count })}
      </p>
      <ul className="mt-3 grid grid-cols-[minmax(0,1fr)]">
        {category.articles.map((article) => (
          <li key={article.slug}>
            <a
              href={links.article(article.slug)}
              dir="auto"
              className="block py-1.5 text-accent-ink text-base underline-offset-4 hover:underline"
            >
              {article.title}
            </a>
          </li>
        ))}
      </ul>
      {category.meta.articles_count > category.articles.length ? (
        <a
          href={links.category(locale, category.slug)}
          className="mt-2 inline-block py-1 font-medium underline underline-offset-4"
        >
          {t("helpCenter.seeAll", { category: category.name })}
        </a>
      ) : null}
    </li>
  );
}

/** An icon is an emoji or the name of one in some other program; names are not for readers. */
export const isSign = (icon: string): boolean => icon !== "" && !/[\p{L}\p{N}]/u.test(icon);
