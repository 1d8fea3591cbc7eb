import type { Metadata } from "next";
import { cache } from "react";
import { ArticlePage } from "#components/help-center/article-page.tsx";
import { getArticleView } from "#server/domain/help-center/read-article-page.ts";
import { currentMemberOf } from "../../../../session.ts";
import { pageMetadata } from "../../../page-metadata.ts";
import { layoutOf, orNotFound, partOf, reader, type SearchParams } from "../../../reader.ts";

interface Props {
  params: Promise<{ slug: string; article_slug: string }>;
  searchParams: SearchParams;
}

const load = cache(async (slug: string, article: string) =>
  orNotFound(
    getArticleView(await reader(), {
      slug: partOf(slug),
      article: partOf(article),
      isMember: currentMemberOf,
    }),
  ),
);

const viewOf = async (params: Props["params"]) => {
  const { slug, article_slug } = await params;
  return load(slug, article_slug);
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { portal, title, slug, description, seo, status, translations } = await viewOf(params);
  const path = (article: string) => `articles/${encodeURIComponent(article)}`;
  return pageMetadata(portal, {
    title: seo.title ?? title,
    description: seo.description ?? description,
    keywords: seo.tags,
    path: path(slug),
    translations: Object.fromEntries(Object.entries(translations).map(([locale, other]) => [locale, path(other)])),
    isHidden: status !== "published",
  });
}

export default async function Page({ params, searchParams }: Props) {
  return <ArticlePage view={await viewOf(params)} layout={await layoutOf(searchParams)} />;
}
