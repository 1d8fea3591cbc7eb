import type { Metadata } from "next";
import { cache } from "react";
import { CategoryPage } from "#components/help-center/category-page.tsx";
import { getCategoryView } from "#server/domain/help-center/read-pages.ts";
import { pageMetadata } from "../../../../page-metadata.ts";
import { layoutOf, orNotFound, partOf, reader, type SearchParams } from "../../../../reader.ts";

interface Props {
  params: Promise<{ slug: string; locale: string; category_slug: string }>;
  searchParams: SearchParams;
}

const load = cache(async (slug: string, locale: string, category: string) =>
  orNotFound(
    getCategoryView(await reader(), {
      slug: partOf(slug),
      locale,
      category: partOf(category),
    }),
  ),
);

const viewOf = async (params: Props["params"]) => {
  const { slug, locale, category_slug } = await params;
  return load(slug, locale, category_slug);
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { portal, category, translations } = await viewOf(params);
  const path = (locale: string, slug: string) => `${locale}/categories/${encodeURIComponent(slug)}`;
  return pageMetadata(portal, {
    title: category.name,
    description: category.description,
    path: path(portal.locale, category.slug),
    translations: Object.fromEntries(
      Object.entries(translations).map(([locale, slug]) => [locale, path(locale, slug)]),
    ),
  });
}

export default async function Page({ params, searchParams }: Props) {
  return <CategoryPage view={await viewOf(params)} layout={await layoutOf(searchParams)} />;
}
