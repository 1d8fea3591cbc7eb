import type { Metadata } from "next";
import { ApiReference } from "#components/developers/api-reference.tsx";
import { texts } from "#components/i18n/texts.ts";
import { requestLocale } from "../request-locale.ts";

const DESCRIPTION = "/api/openapi.json";

export async function generateMetadata(): Promise<Metadata> {
  return { title: texts(await requestLocale())("developers.title") };
}

export default async function DevelopersPage() {
  const t = texts(await requestLocale());
  return (
    <div className="min-h-dvh bg-white text-black">
      <header className="mx-auto grid max-w-[1460px] gap-2 px-5 pt-8">
        <h1 className="font-bold text-2xl">Parley {t("developers.title")}</h1>
        <p>{t("developers.intro")}</p>
        <p>
          <a className="underline" href={DESCRIPTION}>
            {t("developers.description")}
          </a>
        </p>
        <h2 className="sr-only">{t("developers.operations")}</h2>
      </header>
      <ApiReference url={DESCRIPTION} />
    </div>
  );
}
