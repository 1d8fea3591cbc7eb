import "./article-body.css";
import type { ArticleView, Heading } from "#server/domain/help-center/contract/pages.ts";
import { matchLocale } from "../i18n/locales.ts";
import { texts } from "../i18n/texts.ts";
import { Banner } from "../ui/banner.tsx";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { type PageLayout, pageLinks } from "./page-links.ts";
import { PortalFrame } from "./portal-frame.tsx";

/** Fewer headings need no table of contents. */
const WORTH_A_TABLE = 3;

interface ArticlePageProps {
  view: ArticleView;
  layout: PageLayout;
}

/** An article with its table of contents, who wrote it and when, and more of the same category. */
export function ArticlePage({ view, layout }: ArticlePageProps) {
  const { portal, category, headings, siblings } = view;
  const t = texts(matchLocale(portal.locale) ?? "en");
  const links = pageLinks(portal.slug, layout);
  const translations = Object.fromEntries(
    Object.entries(view.translations).map(([locale, slug]) => [locale, links.article(slug)]),
  );
  const steps = [
    { name: t("helpCenter.home"), href: links.home(portal.locale) },
    ...(category ? [{ name: category.name, href: links.category(portal.locale, category.slug) }] : []),
  ];
  const hasTable = headings.length >= WORTH_A_TABLE;
  return (
    <PortalFrame portal={portal} layout={layout} translations={translations}>
      <Breadcrumbs label={t("helpCenter.you")} steps={steps} />
      {view.status === "published" ? null : (
        <div className="mb-5">
          <Banner tone="warning">{t("helpCenter.preview")}</Banner>
        </div>
      )}
      <div className={hasTable ? "lg:grid lg:grid-cols-[minmax(0,1fr)_15rem] lg:gap-12" : ""}>
        <article className="min-w-0 max-w-3xl">
          <h1 dir="auto" className="wrap-anywhere font-semibold text-3xl text-balance">
            {view.title}
          </h1>
          {view.description ? (
            <p dir="auto" className="wrap-anywhere mt-3 text-lg text-muted">
              {view.description}
            </p>
          ) : null}
          <Byline view={view} t={t} />
          {hasTable ? <TableOfContents headings={headings} label={t("helpCenter.onThisPage")} isNarrow /> : null}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server has let through what cannot run */}
          <div className="article-body" dir="auto" dangerouslySetInnerHTML={{ __html: view.html }} />
        </article>
        {hasTable ? <TableOfContents headings={headings} label={t("helpCenter.onThisPage")} /> : null}
      </div>
      {siblings.length > 0 && category ? (
        <section className="mt-12 max-w-3xl border-t border-line pt-6">
          <h2 className="mb-2 font-semibold text-xl">{t("helpCenter.more", { category: category.name })}</h2>
          <ul>
            {siblings.map((article) => (
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
      {view.status === "published" ? (
        // biome-ignore lint/performance/noImgElement: one dot, asked for so that the view is counted
        <img
          src={`/hc/${encodeURIComponent(portal.slug)}/articles/${encodeURIComponent(view.slug)}.png`}
          alt=""
          className="sr-only"
        />
      ) : null}
    </PortalFrame>
  );
}

function Byline({ view, t }: { view: ArticleView; t: ReturnType<typeof texts> }) {
  // In the language of the sentence around it, which is not always that of the article.
  const date = view.updatedAt.toLocaleDateString(matchLocale(view.portal.locale) ?? "en", {
    dateStyle: "long",
    timeZone: "UTC",
  });
  return (
    <p className="mt-3 mb-6 flex flex-wrap gap-x-3 text-muted">
      {view.author ? <bdi>{t("helpCenter.by", { name: view.author.available_name })}</bdi> : null}
      <time dir="auto" dateTime={view.updatedAt.toISOString()}>
        {t("helpCenter.updated", { date })}
      </time>
    </p>
  );
}

interface TableOfContentsProps {
  headings: Heading[];
  label: string;
  /** Above the text, to be unfolded, where there is no room beside it. */
  isNarrow?: boolean;
}

function TableOfContents({ headings, label, isNarrow }: TableOfContentsProps) {
  const list = (
    <ol className="mt-2 grid">
      {headings.map((heading) => (
        <li key={heading.id} className={heading.level === 3 ? "ps-4" : ""}>
          <a
            href={`#${heading.id}`}
            dir="auto"
            className="wrap-anywhere block py-1.5 text-muted underline-offset-4 hover:text-ink hover:underline"
          >
            {heading.text}
          </a>
        </li>
      ))}
    </ol>
  );
  if (isNarrow) {
    return (
      <details className="mb-6 rounded-lg border border-line bg-surface px-4 py-3 lg:hidden">
        <summary className="font-medium">{label}</summary>
        {list}
      </details>
    );
  }
  return (
    <nav aria-label={label} className="sticky top-6 hidden self-start lg:block">
      <p className="font-semibold">{label}</p>
      {list}
    </nav>
  );
}
