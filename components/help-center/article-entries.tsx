import { FileText } from "lucide-react";
import type { ArticleEntry } from "#server/domain/help-center/contract/pages.ts";
import type { PageLinks } from "./page-links.ts";

interface ArticleEntriesProps {
  articles: ArticleEntry[];
  links: PageLinks;
  /** Tells of which category each is. */
  withCategory?: boolean;
}

/** Articles below each other, with what is known of them. */
export function ArticleEntries({ articles, links, withCategory }: ArticleEntriesProps) {
  return (
    <ul className="divide-y divide-line">
      {articles.map((article) => (
        <li key={article.slug} className="relative flex gap-3 py-3.5">
          <FileText aria-hidden className="mt-0.5 size-5 shrink-0 text-faint" />
          <div className="wrap-anywhere min-w-0">
            <a
              href={links.article(article.slug)}
              dir="auto"
              className="font-medium text-accent-ink text-lg underline-offset-4 before:absolute before:inset-0 hover:underline"
            >
              {article.title}
            </a>
            {withCategory && article.category ? (
              <p dir="auto" className="text-muted text-sm">
                {article.category.name}
              </p>
            ) : null}
            {article.excerpt ? (
              <p dir="auto" className="mt-1 text-muted">
                {article.excerpt}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
