import type { Metadata } from "next";
import { matchLocale } from "#components/i18n/locales.ts";
import { texts } from "#components/i18n/texts.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { publicPage } from "../public-page.ts";
import { requestLocale } from "../request-locale.ts";

/** The language of the help center, where there is one. */
const pageTexts = async () => texts(matchLocale((await publicPage())?.language) ?? (await requestLocale()));

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await pageTexts())("helpCenter.notFound") } };
}

/** Also for a help center that is archived, and for an article that is not published: nothing tells that there is one. */
export default async function NotFoundPage() {
  const t = await pageTexts();
  const page = await publicPage();
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        as="h1"
        title={t("helpCenter.notFound")}
        action={
          page ? (
            <a href={page.home} className="font-medium text-accent-ink underline underline-offset-4">
              {t("helpCenter.toHome")}
            </a>
          ) : null
        }
      >
        {t(page ? "helpCenter.notFoundText" : "helpCenter.notFoundAtAll")}
      </EmptyState>
    </main>
  );
}
