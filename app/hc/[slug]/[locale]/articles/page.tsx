import type { Metadata } from "next";
import { cache } from "react";
import { SearchPage } from "#components/help-center/search-page.tsx";
import { matchLocale } from "#components/i18n/locales.ts";
import { texts } from "#components/i18n/texts.ts";
import { getSearchView } from "#server/domain/help-center/read-pages.ts";
import { pageMetadata } from "../../../page-metadata.ts";
import { layoutOf, orNotFound, partOf, reader, type SearchParams } from "../../../reader.ts";

interface Props {
  params: Promise<{ slug: string; locale: string }>;
  searchParams: SearchParams;
}

const load = cache(async (slug: string, locale: string, query: string, page: number) =>
  orNotFound(getSearchView(await reader(), { slug: partOf(slug), locale, query, page })),
);

const viewOf = async ({ params, searchParams }: Props) => {
  const { slug, locale } = await params;
  const { query, page } = await searchParams;
  return load(slug, locale, textOf(query), Math.floor(Number(textOf(page))) || 1);
};

/** The database holds every character but one. */
const textOf = (value: string | string[] | undefined): string =>
  (typeof value === "string" ? value : "").replaceAll("\0", " ");

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { portal, query } = await viewOf(props);
  const t = texts(matchLocale(portal.locale) ?? "en");
  return pageMetadata(portal, {
    title: query || t("helpCenter.allArticles"),
    path: `${portal.locale}/articles`,
    isHidden: query !== "",
  });
}

export default async function Page(props: Props) {
  return <SearchPage view={await viewOf(props)} layout={await layoutOf(props.searchParams)} />;
}
