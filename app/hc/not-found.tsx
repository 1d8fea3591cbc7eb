import type { Metadata } from "next";
import { texts } from "#components/i18n/texts.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { requestLocale } from "../request-locale.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: texts(await requestLocale())("helpCenter.notFound") } };
}

/** Also for a help center that is archived, and for an article that is not published: nothing tells that there is one. */
export default async function NotFoundPage() {
  const t = texts(await requestLocale());
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState as="h1" title={t("helpCenter.notFound")}>
        {t("helpCenter.notFoundText")}
      </EmptyState>
    </main>
  );
}
