import type { PublicAuthor, PublicCategory } from "./public.ts";

/** What stands around every page of a help center. Addresses are complete. */
export interface PortalView {
  slug: string;
  name: string;
  title: string;
  headerText: string | null;
  homepage: string | null;
  color: string | null;
  logo: { url: string; type: string } | null;
  /** Of this page, as in addresses. */
  locale: string;
  locales: string[];
  /** Start of addresses that others are told: the custom domain or this installation. */
  base: string;
  /** The chat of a website inbox, when one is linked. */
  chat: { token: string; baseUrl: string } | null;
}

/** An article in a list. */
export interface ArticleEntry {
  slug: string;
  title: string;
  /** Description, or the place in the text that was searched for. */
  excerpt: string | null;
  category: { name: string; slug: string } | null;
}

export interface HomeView {
  portal: PortalView;
  categories: (PublicCategory & { articles: ArticleEntry[] })[];
  popular: ArticleEntry[];
  /** Articles without category; they would be on no page otherwise. */
  others: ArticleEntry[];
}

export interface CategoryView {
  portal: PortalView;
  category: PublicCategory;
  articles: ArticleEntry[];
  /** Of the same category in other languages: locale → slug. */
  translations: Record<string, string>;
}

export interface SearchView {
  portal: PortalView;
  query: string;
  articles: ArticleEntry[];
  /** In all; the list ends at one page. */
  total: number;
  page: number;
  pages: number;
}

export interface Heading {
  id: string;
  text: string;
  level: 2 | 3;
}

export interface ArticleView {
  portal: PortalView;
  title: string;
  slug: string;
  description: string | null;
  /** What search engines are told, where it differs. */
  seo: { title: string | null; description: string | null; tags: string[] };
  /** Safe to be put on a page: nothing in it can run. */
  html: string;
  headings: Heading[];
  status: "draft" | "published" | "archived";
  updatedAt: Date;
  author: PublicAuthor | null;
  category: { name: string; slug: string } | null;
  /** More of the same category. */
  siblings: ArticleEntry[];
  /** The same article in other languages: locale → slug. Published ones alone. */
  translations: Record<string, string>;
}
