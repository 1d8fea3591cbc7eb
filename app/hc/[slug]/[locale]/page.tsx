import type { Metadata } from "next";
import { cache } from "react";
import { HomePage } from "#components/help-center/home-page.tsx";
import { getHomeView } from "#server/domain/help-center/read-pages.ts";
import { pageMetadata } from "../../page-metadata.ts";
import { layoutOf, orNotFound, partOf, reader, type SearchParams } from "../../reader.ts";

interface Props {
  params: Promise<{ slug: string; locale: string }>;
  searchParams: SearchParams;
}

const load = cache(async (slug: string, locale: string) =>
  orNotFound(getHomeView(await reader(), { slug: partOf(slug), locale })),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, locale } = await params;
  const { portal } = await load(slug, locale);
  const translations = Object.fromEntries(portal.locales.map((code) => [code, code]));
  return pageMetadata(portal, { path: portal.locale, translations });
}

export default async function Page({ params, searchParams }: Props) {
  const { slug, locale } = await params;
  return <HomePage view={await load(slug, locale)} layout={await layoutOf(searchParams)} />;
}
