import { ChevronDown, Globe } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import type { PortalView } from "#server/domain/help-center/contract/pages.ts";
import { matchLocale } from "../i18n/locales.ts";
import { texts } from "../i18n/texts.ts";
import { SkipLinks } from "../ui/skip-links.tsx";
import { ChatWidget } from "./chat-widget.tsx";
import { languageTag, localeName } from "./locale-name.ts";
import { type PageLayout, type PageLinks, pageLinks } from "./page-links.ts";
import { opaque, readableInk } from "./readable-ink.ts";
import { SearchForm } from "./search-form.tsx";

interface PortalFrameProps {
  portal: PortalView;
  layout: PageLayout;
  /** Of this page in other languages; where there is none the start page of the language is offered. */
  translations?: Record<string, string>;
  /** Makes the header tall and its title the page's. */
  isHome?: boolean;
  query?: string;
  children: ReactNode;
}

/** Header with search, content, footer: what every page of a help center has, unless it is shown inside another. */
export function PortalFrame({ portal, layout, translations = {}, isHome, query, children }: PortalFrameProps) {
  const t = texts(matchLocale(portal.locale) ?? "en");
  const links = pageLinks(portal.slug, layout);
  const search = (
    <SearchForm
      action={`/hc/${encodeURIComponent(portal.slug)}/${portal.locale}/articles`}
      layout={layout}
      query={query}
      texts={{ label: t("helpCenter.search"), button: t("helpCenter.searchButton") }}
    />
  );
  if (layout.isPlain) {
    return (
      <main className="mx-auto w-full max-w-3xl px-4 py-6">
        {isHome ? (
          <h1 dir="auto" className="wrap-anywhere mb-4 text-2xl font-semibold">
            {portal.headerText ?? portal.title}
          </h1>
        ) : null}
        <div className="mb-6">{search}</div>
        {children}
      </main>
    );
  }
  const color = portal.color ? opaque(portal.color) : null;
  const band: CSSProperties = color ? { backgroundColor: color, color: readableInk(color) } : {};
  const Title = isHome ? "h1" : "p";
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLinks links={[{ target: "content", label: t("helpCenter.skip") }]} />
      <header style={band} className={color ? "" : "border-b border-line bg-surface"}>
        <div className="mx-auto w-full max-w-5xl px-4">
          <Bar portal={portal} links={links} translations={translations} />
          <div className={isHome ? "mx-auto max-w-2xl pt-8 pb-14 text-center" : "max-w-2xl pb-5"}>
            {isHome ? (
              <Title dir="auto" className="wrap-anywhere mb-6 text-3xl font-semibold text-balance">
                {portal.headerText ?? portal.title}
              </Title>
            ) : null}
            {search}
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 outline-none">
        {children}
      </main>
      <footer className="border-t border-line py-6 text-center text-sm text-muted">{t("helpCenter.powered")}</footer>
      {portal.chat ? <ChatWidget {...portal.chat} locale={portal.locale} /> : null}
    </div>
  );
}

interface BarProps {
  portal: PortalView;
  links: PageLinks;
  translations: Record<string, string>;
}

function Bar({ portal, links, translations }: BarProps) {
  const t = texts(matchLocale(portal.locale) ?? "en");
  return (
    <div className="flex min-h-16 items-center gap-4 py-3">
      <a href={links.home(portal.locale)} className="me-auto flex min-w-0 items-center gap-2.5 font-semibold text-lg">
        {portal.logo ? (
          // biome-ignore lint/performance/noImgElement: the logo comes from the file storage as it was uploaded
          <img src={portal.logo.url} alt="" className="h-8 max-w-32 object-contain" />
        ) : null}
        <span dir="auto" className="truncate">
          {portal.name}
        </span>
      </a>
      {portal.homepage ? (
        <a href={portal.homepage} rel="noopener" className="underline-offset-4 hover:underline max-sm:hidden">
          {t("helpCenter.website")}
        </a>
      ) : null}
      {portal.locales.length > 1 ? (
        <details className="relative">
          <summary className="flex min-h-9 list-none items-center gap-1.5 rounded-md touch:min-h-11 [&::-webkit-details-marker]:hidden">
            <Globe aria-hidden className="size-4" />
            <span className="sr-only">{t("helpCenter.language")}: </span>
            <span className="max-sm:sr-only">{localeName(portal.locale)}</span>
            <ChevronDown aria-hidden className="size-4" />
          </summary>
          <ul className="absolute end-0 z-10 mt-1 max-h-80 min-w-44 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float">
            {portal.locales.map((code) => (
              <li key={code}>
                <a
                  href={code === portal.locale ? undefined : (translations[code] ?? links.home(code))}
                  aria-current={code === portal.locale ? "true" : undefined}
                  hrefLang={languageTag(code)}
                  lang={languageTag(code)}
                  className="block rounded-md px-3 py-2 hover:bg-hover aria-[current]:font-semibold"
                >
                  {localeName(code)}
                </a>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
