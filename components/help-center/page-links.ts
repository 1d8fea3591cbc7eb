/** How a page was asked for; every link on it keeps to that. */
export interface PageLayout {
  /** Without header and footer: to be shown inside another page. */
  isPlain: boolean;
  theme: "light" | "dark" | null;
}

/** Addresses of the pages of one help center. */
export function pageLinks(slug: string, layout: PageLayout) {
  const start = `/hc/${encodeURIComponent(slug)}`;
  const to = (path: string, query: Record<string, string> = {}): string => {
    const all = new URLSearchParams({
      ...query,
      ...(layout.isPlain && { show_plain_layout: "true" }),
      ...(layout.theme && { theme: layout.theme }),
    });
    return `${start}/${path}${all.size > 0 ? `?${all}` : ""}`;
  };
  return {
    home: (locale: string) => to(locale),
    category: (locale: string, category: string) => to(`${locale}/categories/${encodeURIComponent(category)}`),
    article: (article: string) => to(`articles/${encodeURIComponent(article)}`),
    search: (locale: string, query: Record<string, string> = {}) => to(`${locale}/articles`, query),
  };
}

export type PageLinks = ReturnType<typeof pageLinks>;
